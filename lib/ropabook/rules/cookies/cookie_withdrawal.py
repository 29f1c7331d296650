"""Consent to cookies is withdrawn as easily as it is given (UK GDPR Art. 7(3))."""

from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.model.names import quoted
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.stored import cookies_of, on_consent


@rule("CK-WITHDRAW", "UK GDPR Art. 7(3)", "major", analysis="lawfulness", standing="unverified")
def consent_to_cookies_can_be_withdrawn_on_the_site(
    entity: Entity, register: Register
) -> Judgement:
    """Where cookies wait for consent, a lasting control on the website lets visitors withdraw it.

    Remedy:
        Add a preference centre that every page leads to, and record how it is reached.

    Gap:
        entity:
          cookie_preferences: absent

    Good:
        entity:
          cookie_preferences: The link “Cookie choices” at the foot of every page
    """
    asking = [c for c in register.once(cookies_of).get(entity.id, ()) if on_consent(c)]
    if not asking:
        yield NotApplicable("No cookie of this company is recorded as needing consent.")
    elif unknown(entity.cookie_preferences):
        what = f"How visitors withdraw consent to cookies of {entity.short_name}"
        yield not_known(what, entity.cookie_preferences, "major", "cookie_preferences")
    elif known(entity.cookie_preferences) is None:
        names = quoted([cookie.title for cookie in asking])
        sentence = (
            f"How consent given to {entity.short_name} is withdrawn is not recorded: {names}."
        )
        yield Gap(sentence, "cookie_preferences")
