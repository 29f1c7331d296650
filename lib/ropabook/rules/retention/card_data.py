"""The codes that authorise a card payment are not kept (UK GDPR Art. 5(1)(c))."""

from ropabook.law.periods import days_in, in_words
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import links_of_nature
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("RT-CVV", "UK GDPR Art. 5(1)(c)", "critical", analysis="lawfulness", standing="unverified",
      why="the card schemes (PCI DSS) forbid to keep it once a payment is authorised")  # fmt: skip
def card_authentication_data_is_not_kept(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Security codes, PINs and magnetic-stripe data of cards are not kept after authorisation.

    Remedy:
        Do not store them; let the payment provider ask for them.

    Gap:
        personal-data/card-codes:
          title: Security codes of payment cards
          nature:
            - card-authentication
        activity:
          data:
            - id: order-data
              categories:
                - card-codes

    Good:
        personal-data/card-codes:
          title: Security codes of payment cards
          nature:
            - card-authentication
        activity:
          data:
            - id: order-data
              categories:
                - card-codes
              retention:
                none: They pass through to the payment provider and are never stored
    """
    links = links_of_nature(register, activity, "card-authentication")
    if not links:
        yield NotApplicable("No data of this activity is recorded as card authentication data.")
    for link in links:
        at, limit = (
            f"data.{link.id}.retention",
            register.of(RetentionRule).get(known(link.retention) or ""),
        )
        period = known(limit.period) if limit else None
        if isinstance(link.retention, Nothing) or (period and days_in(period) == 0):
            continue
        if unknown(link.retention):
            what = f"Whether “{activity.title}” keeps card authentication data"
            yield not_known(what, link.retention, "critical", at)
        else:
            length = f" for {in_words(period)}" if period else ""
            yield Gap(f"“{activity.title}” keeps card authentication data{length}.", at)
