"""Days on which the law changed, and for how long something stays fresh."""

from datetime import date, timedelta
from typing import Final

SEARCH_RULE: Final = date(2024, 1, 1)
"""Art. 15(1A), a reasonable and proportionate search: treated as in force since (DUAA s. 78(5))."""
FIRST_DUAA: Final = date(2025, 8, 20)
"""SI 2025/904: Art. 9(2) needs an Art. 6(1) basis; the 72 hours of PECR reg. 5A."""
MAIN_DUAA: Final = date(2026, 2, 5)
"""SI 2026/82: Art. 6(1)(ea), 8A, 12A, 22A–22D, transfers, PECR Sch. A1."""
COMPLAINTS: Final = date(2026, 6, 19)
"""DUAA s. 103: complaints to the controller, DPA 2018 s. 164A."""
UK_EXTENSION: Final = date(2023, 10, 12)
"""SI 2023/1028: the UK Extension to the EU–US Data Privacy Framework."""
OLD_CLAUSES_ENDED: Final = date(2024, 3, 21)
"""Contracts on EU clauses from before 2021 are no safeguard from this day on (unverified)."""
LAW_AS_OF: Final = date(2026, 11, 23)
"""The day for which the law tables of this package were last compared with their sources."""

COUNTRY_TABLE_FRESH: Final = timedelta(days=90)
LAW_TABLE_FRESH: Final = timedelta(days=180)
FRAMEWORK_CHECK_FRESH: Final = timedelta(days=365)
COOKIE_SCAN_FRESH: Final = timedelta(days=180)
PRIOR_CONSULTATION: Final = timedelta(weeks=8)
"""In which the Commissioner advises (Art. 36(2)); the period is secondary ..."""
PRIOR_CONSULTATION_LONGER: Final = timedelta(weeks=6)
"""... and may be extended by this."""
YEAR: Final = timedelta(days=365)
TRANSFER_ASSESSMENT_FRESH: Final = timedelta(days=1095)
DUE_DILIGENCE_FRESH: Final = timedelta(days=730)
