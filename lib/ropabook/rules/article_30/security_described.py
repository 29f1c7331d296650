"""The record describes the security measures (UK GDPR Art. 30(1)(g), 32(1))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, not_known, rule


@rule(
    "A30-1-G-MEASURES",
    "UK GDPR Art. 30(1)(g), 32(1)",
    "critical",
    analysis="completeness",
    why="only “where possible” softens it, and then a reason must be given",
)
def the_security_measures_are_described(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The security measures of every activity are described, at the activity or at its company.

    Remedy:
        Describe the technical and the organisational measures.

    Gap:
        activity:
          security_measures: absent
        entity:
          security_measures: absent

    Good:
        activity:
          security_measures:
            - access-by-role
            - staff-training
    """
    measures = activity.security_measures
    companies = [register.entities[each] for each in entities if each in register.entities]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif each(measures) or (companies and all(each(c.security_measures) for c in companies)):
        return
    elif unknown(measures):
        what = f"How “{activity.title}” is secured"
        yield not_known(what, measures, "critical", "security_measures")
    elif known(measures) is None and measures is not None:
        sentence = "A description was said to be impossible; the reason is recorded."
        yield Gap(sentence, "security_measures", "major")
    else:
        yield Gap(f"No security measure is described for “{activity.title}”.", "security_measures")
