"""How long information stays on a device, and who gets it (UK GDPR Art. 13(2)(a), 30(1)(d))."""

from ropabook.model.facts import Nothing, each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule


@rule("CK-DURATION", "UK GDPR Art. 13(2)(a)", "major", analysis="completeness",
      why="the Commissioner's guidance asks for it")  # fmt: skip
def the_duration_of_stored_information_is_known(cookie: Cookie) -> Judgement:
    """How long each cookie or stored value lasts is recorded.

    Remedy:
        Record the duration, and tell it in the notice.

    Gap:
        cookie:
          duration:
            unknown: How long does it last?
            ask: Head of Marketing

    Good:
        cookie:
          duration: P6M
    """
    if known(cookie.duration) is None:
        asked = cookie.duration if unknown(cookie.duration) else None
        sentence = f"How long {cookie.title} is kept is not recorded."
        yield Gap(sentence, "duration", None, statements_in(cookie.evidence), asked)


@rule("CK-PROVIDER", "UK GDPR Art. 30(1)(d)", "critical", analysis="completeness")
def the_provider_is_among_the_recipients(cookie: Cookie, register: Register) -> Judgement:
    """Whoever provides a cookie is among the recipients of the activity it serves.

    Remedy:
        Add the provider to the recipients of the activity.

    Gap:
        cookie:
          provider: lantern-hosting
          activity: order-hosting

    Good:
        cookie:
          provider: lantern-hosting
          activity: orders
    """
    provider, told = known(cookie.provider), statements_in(cookie.evidence)
    activity = register.activities.get(cookie.activity or "")
    if isinstance(cookie.provider, Nothing):
        yield NotApplicable("It is set by the website itself.")
    elif provider is None:
        asked = cookie.provider if unknown(cookie.provider) else None
        sentence = f"Who provides {cookie.title} is not recorded."
        yield Gap(sentence, "provider", "major" if asked else None, told, asked)
    elif activity is None:
        yield Gap(f"{cookie.title} is tied to no activity.", "activity", None, told)
    elif provider not in {disclosure.recipient for disclosure in each(activity.recipients)}:
        sentence = f"“{activity.title}” does not name {provider} as a recipient."
        yield Gap(sentence, "provider", None, told)
