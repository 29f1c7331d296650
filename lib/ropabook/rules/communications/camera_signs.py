"""Signs tell people that cameras watch (UK GDPR Art. 13)."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.telecoms import observed, unannounced


@rule("PE-CCTV-SIGN", "UK GDPR Art. 13; ICO guidance: CCTV", "major", analysis="notice",
      standing="unverified", profiles=("UK",))  # fmt: skip
def signs_tell_of_cameras(activity: ProcessingActivity, register: Register) -> Judgement:
    """Where cameras watch, signs tell people so.

    Remedy:
        Put up signs that name the company, the purpose and a contact; record them at the source.

    Gap:
        sources/entrance-cameras:
          notice_at_collection: absent

    Good:
        sources/entrance-cameras:
          notice_at_collection: Signs at both doors, with the company, the purpose and a telephone number
    """  # noqa: E501 - the example is one line of text
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    images = observed(register, activity, "cctv", "cctv")
    if not images and any("cctv" in purpose.tags for purpose in activity.purposes):
        sentence = f"“{activity.title}” uses cameras and names no images among its data."
        yield Gap(sentence, "data", "minor")
    elif not images:
        yield NotApplicable("Nothing here is marked as images of cameras.")
    for link in images:
        yield from unannounced(register, link, "the watching by cameras", "major")
