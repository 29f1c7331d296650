"""Requests are answered in time, extended and refused as the law has it (UK GDPR Art. 12, 12A)."""

from datetime import date

from ropabook.law.dates import COMPLAINTS, MAIN_DUAA
from ropabook.model.clocks import clarifications, clock_of, profile
from ropabook.model.facts import blank
from ropabook.model.logs import RightsRequest
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_WITHDRAWN = NotApplicable("The request was withdrawn.")
_NOT_STOPPED = NotApplicable("No clock stood still.")
_NOT_ACCESS = NotApplicable("Only the clock of a request for access can stand still.")
_NOT_EXTENDED = NotApplicable("The time was not extended.")
_NOT_REFUSED = NotApplicable("The request was not refused.")


@rule("RG-DSAR-LATE", "UK GDPR Art. 12(3), 12(6), 12A(1)", "critical", analysis="lawfulness",
      since=MAIN_DUAA)  # fmt: skip
def no_request_is_open_beyond_its_time(
    rights_request: RightsRequest, register: Register, on: date
) -> Judgement:
    """No request is still open when the time for its answer is over.

    Remedy:
        Answer the request now, and record when and how.

    Gap:
        rights-requests/access-2026-017:
          received: 2026-10-01

    Good:
        rights-requests/access-2026-017:
          received: 2026-10-01
          identity_asked: 2026-10-02
          identity_received: 2026-11-02
    """
    due, answered = clock_of(register, rights_request).due, rights_request.answered_on
    if rights_request.outcome == "withdrawn":
        yield _WITHDRAWN
    elif due is not None and due < on and (answered is None or answered > on):
        sentence = f"“{rights_request.title}” was to be answered by {due} and is still open."
        yield Gap(sentence, "answered_on")


@rule("RG-DSAR-EXT", "UK GDPR Art. 12A(3)–(4)", "major", analysis="lawfulness", since=MAIN_DUAA)
def an_extension_is_told_in_time_and_with_reasons(
    rights_request: RightsRequest, register: Register
) -> Judgement:
    """An extension is told to the person within the first month, with its reasons.

    Remedy:
        Tell the person the reasons; where it was told late, answer at once: it gave no more time.

    Gap:
        rights-requests/access-2026-014:
          extended_on: 2026-10-30

    Good:
        rights-requests/access-2026-014:
          extended_on: 2026-09-18
          extension_reason: Eleven mailboxes had to be searched
    """
    request, told = rights_request, rights_request.extended_on
    if told is None and blank(request.extension_reason):
        yield _NOT_EXTENDED
        return
    month = clock_of(register, request).first_month_ends
    if told is None:
        sentence = f"When the person of “{request.title}” was told of the extension is not known."
        yield Gap(sentence, "extended_on")
    elif month is not None and told > month:
        sentence = f"The extension of “{request.title}” was told on {told}, after {month}."
        yield Gap(sentence, "extended_on")
    if blank(request.extension_reason):
        yield Gap(f"The extension of “{request.title}” has no reasons.", "extension_reason")


@rule("RG-DSAR-STOP", "UK GDPR Art. 12A(5)", "major", analysis="evidence", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def a_clock_that_stood_still_can_be_shown(
    rights_request: RightsRequest, register: Register
) -> Judgement:
    """Where the clock stood still, the days of the question and of the answer are on record.

    Remedy:
        Record when the clarification was asked for and when it came, or count the days again.

    Gap:
        rights-requests/access-2026-014:
          clarification_asked: absent
          clarification_received: absent
          further_clarifications: []

    Good:
        rights-requests/access-2026-014:
          clarification_asked: 2026-08-12
          clarification_received: 2026-08-20
          further_clarifications: []
          stopped_days: 8
    """
    request, asked = rights_request, tuple(clarifications(rights_request))
    if request.right != "access":
        yield _NOT_ACCESS
    elif not asked and not request.stopped_days and request.clarification_received is None:
        yield _NOT_STOPPED
    elif request.clarification_asked is None and request.clarification_received is not None:
        sentence = f"“{request.title}” has the answer to a clarification and no day of a question."
        yield Gap(sentence, "clarification_asked")
    elif any(each.came is not None and each.came < each.on for each in asked):
        sentence = f"“{request.title}” has a clarification that came before it was asked for."
        yield Gap(sentence, "clarification_received")
    elif (claimed := request.stopped_days) is not None:
        shown = clock_of(register, request).stopped_days
        if claimed != shown:
            sentence = (
                f"The clock of “{request.title}” is said to have stood still for {claimed} days; "
                f"its dates show {shown}."
            )
            yield Gap(sentence, "stopped_days")


@rule("RG-DSAR-REFUSE", "UK GDPR Art. 12(4)", "major", analysis="lawfulness", since=MAIN_DUAA)
def a_refusal_tells_its_reasons_and_where_to_complain(
    rights_request: RightsRequest, register: Register
) -> Judgement:
    """A refusal tells the reasons and the ways to complain: to us, the Commissioner, a court.

    Remedy:
        Write again, with the reasons and all the ways to complain.

    Gap:
        rights-requests/objection-2026-016:
          refusal_told:
            - reasons
            - commissioner

    Good:
        rights-requests/objection-2026-016:
          refusal_told:
            - court
            - commissioner
            - controller
            - reasons
    """
    request = rights_request
    if request.outcome != "refused":
        yield _NOT_REFUSED
        return
    needed = {
        "reasons": "the reasons",
        "controller": "the complaint to the company (DPA 2018 s. 164A)",
        "commissioner": "the complaint to the Commissioner (DPA 2018 s. 165)",
        "court": "the judicial remedy",
    }
    if not _tells_of_complaints_to_us(request, register):
        del needed["controller"]
    missing = [words for key, words in needed.items() if key not in request.refusal_told]
    if missing:
        sentence = f"The refusal of “{request.title}” does not tell: {', '.join(missing)}."
        yield Gap(sentence, "refusal_told")


def _tells_of_complaints_to_us(request: RightsRequest, register: Register) -> bool:
    """Whether the answer had to name a right that exists since 19 June 2026 in the UK only."""
    answered = request.answered_on
    in_force = answered is None or answered >= COMPLAINTS
    return in_force and profile(register, request.entity) == "UK"
