"""The register of cookies is compared with the website at intervals (UK GDPR Art. 5(2))."""

from datetime import date
from typing import Final

from ropabook.law.dates import COOKIE_SCAN_FRESH
from ropabook.model.entity import Entity
from ropabook.model.names import quoted
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.stored import cookies_of

_NO_COOKIE: Final = NotApplicable("No cookie of the company is recorded.")


@rule("CK-SCAN-STALE", "UK GDPR Art. 5(2)", "minor", analysis="evidence", standing="unverified",
      why="that 180 days are fresh enough is our own measure, not the law's")  # fmt: skip
def every_cookie_was_looked_for_within_180_days(
    entity: Entity, register: Register, on: date
) -> Judgement:
    """Each cookie or stored value of a company was looked for by a scan within the last 180 days.

    Remedy:
        Scan the website again, and record the day with each cookie.

    Gap:
        cookie:
          scanned_on: 2026-01-15

    Good:
        cookie:
          scanned_on: 2026-09-01
    """
    cookies = register.once(cookies_of).get(entity.id, ())
    never = [cookie.title for cookie in cookies if cookie.scanned_on is None]
    last: dict[date, list[str]] = {}
    for cookie in cookies:
        if cookie.scanned_on and cookie.scanned_on < on - COOKIE_SCAN_FRESH:
            last.setdefault(cookie.scanned_on, []).append(cookie.title)
    if not cookies:
        yield _NO_COOKIE
    elif never or last:
        parts = [f"none is recorded for {quoted(never)}"] if never else []
        parts += [f"the last for {quoted(named)} was on {day}" for day, named in last.items()]
        yield Gap(f"Scans of {entity.short_name}: {'; '.join(parts)}.", "cookies")
