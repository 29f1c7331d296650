"""Whoever gets what is read from a device is in the record (UK GDPR Art. 30(1)(b), (d), 44A)."""

from ropabook.model.facts import Nothing, Unknown, each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, not_known, rule
from ropabook.rules.stored import OWN, served, vendor


@rule("CK-PURPOSELINK", "UK GDPR Art. 30(1)(b)", "minor", analysis="completeness")
def every_cookie_serves_an_activity(cookie: Cookie, register: Register) -> Judgement:
    """Each cookie or stored value is tied to the activity that it serves.

    Remedy:
        Name the activity.

    Gap:
        cookie:
          activity: absent

    Good:
        cookie:
          activity: orders
    """
    if cookie.activity not in register.activities:
        sentence = f"Which activity “{cookie.title}” serves is not recorded."
        yield Gap(sentence, "activity", None, statements_in(cookie.evidence))


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
    if isinstance(cookie.provider, Nothing):
        yield OWN
    elif (provider := known(cookie.provider)) is None:
        asked = cookie.provider if unknown(cookie.provider) else None
        words = "not known yet" if asked else "not recorded"
        sentence = f"Who provides “{cookie.title}” is {words}."
        told = statements_in(cookie.evidence)
        yield Gap(sentence, "provider", "major" if asked else None, told, asked)
    else:
        yield from _not_a_recipient(cookie, provider, register)


def _not_a_recipient(cookie: Cookie, provider: str, register: Register) -> Judgement:
    name, told = vendor(provider, register), statements_in(cookie.evidence)
    activities = served(cookie, register)
    if not activities and provider not in register.once(_disclosed_to):
        yield Gap(
            f"No activity names {name}, who provides “{cookie.title}”.", "provider", None, told
        )
    for activity in activities:
        if isinstance(activity.recipients, Unknown):
            what = f"Whether “{activity.title}” discloses data to {name}"
            yield not_known(what, activity.recipients, "critical", "provider")
        elif provider not in {disclosure.recipient for disclosure in each(activity.recipients)}:
            sentence = f"“{activity.title}” does not name {name} as a recipient."
            yield Gap(sentence, "provider", None, told)
        else:
            continue
        return  # One company's way of doing it shows it: the others would only repeat it.


def _disclosed_to(register: Register) -> frozenset[str]:
    return frozenset(
        disclosure.recipient
        for activity in register.ways
        for disclosure in each(activity.recipients)
    )
