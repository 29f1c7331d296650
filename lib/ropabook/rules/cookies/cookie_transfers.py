"""Where a cookie's provider is abroad, its transfer is in the record (UK GDPR Art. 44A)."""

from collections.abc import Mapping, Sequence
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.facts import Unknown, each, known
from ropabook.model.names import country, quoted
from ropabook.model.register import Register
from ropabook.model.registers import Cookie, Recipient
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.stored import served

_NO_COOKIE: Final = NotApplicable("The recipient provides no cookie.")
_AT_HOME: Final = NotApplicable("The provider is in the United Kingdom.")


@rule("CK-TRANSFER", "UK GDPR Art. 44A", "critical", analysis="lawfulness", since=MAIN_DUAA)
def a_foreign_provider_has_its_transfer_in_the_record(
    recipient: Recipient, register: Register
) -> Judgement:
    """Where the provider of cookies is abroad, the transfer to it is in the record.

    Remedy:
        Record the transfer, with its country and its mechanism.

    Gap:
        cookie:
          provider: parcel-carrier
        activity:
          transfers:
            none: Nothing leaves the United Kingdom

    Good:
        cookie:
          provider: parcel-carrier
    """
    cookies = register.once(_provided).get(recipient.id)
    where = known(recipient.country)
    if not cookies:
        yield _NO_COOKIE
    elif where is None:
        what = f"The country of {recipient.title}, who provides {_names(cookies)},"
        yield not_known(what, recipient.country, "critical", "country")
    elif where == "GB":
        yield _AT_HOME
    else:
        yield from _unrecorded(recipient, f"{recipient.title} in {country(where)}", register)


def _names(cookies: Sequence[Cookie]) -> str:
    return quoted([cookie.title for cookie in cookies])


def _provided(register: Register) -> Mapping[str, list[Cookie]]:
    found: dict[str, list[Cookie]] = {}
    for cookie in register.cookies.values():
        found.setdefault(known(cookie.provider) or "", []).append(cookie)
    return found


def _unrecorded(provider: Recipient, who: str, register: Register) -> Judgement:
    """A gap for each activity that the cookies serve, and one for those that serve none."""
    serving: dict[str, list[Cookie]] = {}
    for cookie in register.once(_provided)[provider.id]:
        there = cookie.activity in register.activities
        serving.setdefault((cookie.activity or "") if there else "", []).append(cookie)
    for activity, cookies in serving.items():
        told = tuple(dict.fromkeys(s for c in cookies for s in statements_in(c.evidence)))
        if activity:
            yield from _of_an_activity(provider, who, cookies, told, register)
        elif provider.id not in register.once(_transferred_to):
            sentence = f"{who} provides {_names(cookies)}, and no transfer is recorded."
            yield Gap(sentence, "cookies", None, told)


def _of_an_activity(
    provider: Recipient,
    who: str,
    cookies: Sequence[Cookie],
    told: tuple[str, ...],
    register: Register,
) -> Judgement:
    for activity in served(cookies[0], register):
        at = f"activities.{activity.id}"
        if isinstance(activity.transfers, Unknown):
            what = f"Whether “{activity.title}”, with {_names(cookies)}, transfers data to {who}"
            yield not_known(what, activity.transfers, "critical", at)
        elif provider.id not in {transfer.recipient for transfer in each(activity.transfers)}:
            sentence = (
                f"{who} provides {_names(cookies)}; “{activity.title}” records no transfer to it."
            )
            yield Gap(sentence, at, None, told)
        else:
            continue
        return  # One company's way of doing it shows it: the others would only repeat it.


def _transferred_to(register: Register) -> frozenset[str]:
    return frozenset(
        transfer.recipient for activity in register.ways for transfer in each(activity.transfers)
    )
