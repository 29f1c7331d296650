"""The test for a transfer that rests on a safeguard: the six questions, before and after the DUAA."""

from types import MappingProxyType
from typing import Final

QUESTIONS: Final = MappingProxyType(
    {
        "q1": "1  The transfer: importer, people, data, duration, safeguards",
        "q2": "2  How risky the information is for people",
        "q3": "3  How much investigation is reasonable and proportionate",
        "q4": "4  Does the transfer significantly increase the risk to human rights there?",
        "q5a": "5(a)  Can the safeguard be enforced against the receiver from here?",
        "q5b": "5(b)  Can it be enforced there?",
        "q6": "6  Do exceptions apply to the data at significant risk?",
    }
)
"""The questions of the Commissioner's tool for transfer risk assessments: verified."""
TESTS: Final = MappingProxyType(
    {
        "dpt2026": "The data protection test: a standard not materially lower (Art. 46(6), from "
        "5 February 2026)",
        "pre2026": "The test before 5 February 2026, for arrangements entered into before that day",
        "essentially-equivalent": "The test of the European Union: essentially equivalent "
        "protection (EU GDPR Art. 46)",
    }
)
CONCLUSIONS: Final = MappingProxyType(
    {
        "met": "The test is met",
        "not-met": "The test is not met: the transfer must not be made",
        "open": "Not concluded yet",
    }
)
