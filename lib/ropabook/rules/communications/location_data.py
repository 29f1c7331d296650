"""Location data is anonymous, or used with consent (PECR reg. 14)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls, links_of_nature
from ropabook.rules.rule import Judgement, NotApplicable, rule
from ropabook.rules.telecoms import (
    NO_PROVIDER,
    if_provider,
    lacks_consent,
    provider,
)

_NONE = NotApplicable("No data here is marked as location data that is not anonymous.")
_EMERGENCY = NotApplicable("Location data serves emergency calls only.")


@rule("PE-LOCATION", "PECR reg. 14", "critical", analysis="lawfulness", profiles=("UK",))
def location_data_is_anonymous_or_rests_on_consent(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Location data is made anonymous or rests on consent, but for emergency calls.

    Remedy:
        Obtain consent, make the data anonymous, or stop; record its use as an activity of its own.

    Gap:
        activities/caller-location:
          purposes:
            - id: find-telephone
              lawful_basis:
                basis: contract
                contract: Terms of service, version 7

    Good:
        activities/caller-location:
          purposes:
            - id: find-telephone
              lawful_basis:
                basis: consent
                consent: location-consent
                withdrawal: The switch in the app, and for each connection in the settings
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not any(not link.anonymised for link in links_of_nature(register, activity, "location")):
        yield _NONE
    elif (is_provider := provider(register, entities)) is False:
        yield NO_PROVIDER
    else:
        others = [purpose for purpose in activity.purposes if "emergency" not in purpose.tags]
        if activity.purposes and not others:
            yield _EMERGENCY
        for purpose in others:
            sentence = f"“{purpose.text}” uses location data without consent."
            gap = lacks_consent(register, purpose, sentence, "critical")
            if gap is not None:
                yield if_provider(gap, is_provider, "critical")
