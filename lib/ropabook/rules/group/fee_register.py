"""The Commissioner's register says of a company what the record says (Charges Regulations)."""

from ropabook.model.entity import Entity
from ropabook.model.facts import Nothing, known, unknown
from ropabook.rules.compared import same_words
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("XE-ICO", "Charges Regulations 2018", "minor", analysis="group", standing="unverified",
      profiles=("UK",))  # fmt: skip
def the_public_register_agrees_with_the_record(entity: Entity) -> Judgement:
    """The Commissioner's public register has the name and address that the record has.

    Remedy:
        Tell the Commissioner of the change, or correct the record; note when you looked.

    Gap:
        entity:
          fee_register:
            name: Harbour Telephones Limited
            on: 2026-09-01

    Good:
        entity:
          fee_register:
            name: HARBOUR TELECOMS LTD
            address: 1 Quay Street Exampleton EX1 1AA
            on: 2026-09-01
    """
    entry, at = known(entity.fee_register), "fee_register"
    if type(entity.fee_register) is Nothing:
        yield NotApplicable("The company needs no entry in the register.")
    elif entry is None:
        what = f"What the Commissioner's public register says of {entity.short_name}"
        asked = entity.fee_register if unknown(entity.fee_register) else None
        yield not_known(what, asked, "minor", at)
    else:
        if _plain(entry.name) != _plain(entity.legal_name):
            sentence = f"The register names “{entry.name}”, the record “{entity.legal_name}”."
            yield Gap(sentence, f"{at}.name")
        address = known(entity.registered_address)
        if entry.address and address and _plain(entry.address) != _plain(address):
            sentence = f"The register gives “{entry.address}”, the record “{address}”."
            yield Gap(sentence, f"{at}.address")


def _plain(text: str) -> str:
    """Without what makes no difference: capitals, commas, and how “Limited” is written."""
    words = {"ltd": "limited", "ltd.": "limited", "plc.": "plc", "&": "and"}
    return " ".join(words.get(word, word) for word in same_words(text).split())
