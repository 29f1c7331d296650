"""The register of cookies is compared with the website at intervals (UK GDPR Art. 5(2))."""

from datetime import date

from ropabook.law.dates import COOKIE_SCAN_FRESH
from ropabook.model.registers import Cookie
from ropabook.rules.rule import Gap, Judgement, rule


@rule("CK-SCAN-STALE", "UK GDPR Art. 5(2)", "minor", analysis="evidence", standing="unverified",
      why="that 180 days are fresh enough is our own measure, not the law's")  # fmt: skip
def every_cookie_was_looked_for_within_180_days(cookie: Cookie, on: date) -> Judgement:
    """Each cookie or stored value was looked for by a scan within the last 180 days.

    Remedy:
        Scan the website again, and record the day.

    Gap:
        cookie:
          scanned_on: 2026-01-15

    Good:
        cookie:
          scanned_on: 2026-09-01
    """
    if cookie.scanned_on is None:
        yield Gap(f"No scan for {cookie.title} is recorded.", "scanned_on")
    elif cookie.scanned_on < on - COOKIE_SCAN_FRESH:
        yield Gap(f"The last scan for {cookie.title} was on {cookie.scanned_on}.", "scanned_on")
