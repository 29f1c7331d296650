"""A public communications provider has a security policy (PECR reg. 5(1A)(c))."""

from typing import Final

from ropabook.law.words import lower
from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_WHETHER: Final = "it is not known whether it has one"
_NONE: Final = "none is recorded"


@rule("PE-SECPOL", "PECR reg. 5(1A)(c)", "critical", analysis="lawfulness", profiles=("UK",))
def a_communications_provider_has_a_security_policy(entity: Entity) -> Judgement:
    """A provider of public communications has a policy on the security of personal data.

    Remedy:
        Adopt the policy and name it; or decide that the company is no such provider.

    Gap:
        entity:
          security_policy: absent

    Good:
        entity:
          security_policy: Security policy SP-1 of 2026
    """
    is_provider, at = entity.public_communications_provider, "security_policy"
    if known(is_provider) is False:
        yield NotApplicable("The company provides no public communications service.")
    elif known(entity.security_policy) is not None:
        return
    elif known(is_provider) is None:
        yield _perhaps(entity)
    elif unknown(entity.security_policy):
        what = f"The security policy of {entity.short_name}"
        yield not_known(what, entity.security_policy, "critical", at)
    else:
        yield Gap(f"{entity.short_name} has no security policy on record.", at)


def _perhaps(entity: Entity) -> Gap:
    """Whether the duty arises is not known: the question about the policy itself goes first."""
    policy, is_provider = entity.security_policy, entity.public_communications_provider
    sentence = (
        f"Whether {entity.short_name} provides a public communications service is not known; if it "
        f"does, it needs a security policy, and {_WHETHER if unknown(policy) else _NONE}."
    )
    question = policy if unknown(policy) else is_provider if unknown(is_provider) else None
    return Gap(sentence, "security_policy", lower("critical"), (), question)
