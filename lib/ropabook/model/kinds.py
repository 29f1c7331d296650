"""Every kind of record, by the folder or register that holds it."""

from types import MappingProxyType
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.model.entity import Entity, Group
from ropabook.model.logs import Breach, Complaint, HandOver, MarketingObjection, RightsRequest
from ropabook.model.notice import Notice
from ropabook.model.record import Record, RegisterEntry
from ropabook.model.registers import (
    ConsentRecord,
    Contract,
    Cookie,
    DataSubjectCategory,
    PersonalDataCategory,
    PolicyDocument,
    Recipient,
    RetentionRule,
    SecurityMeasure,
    Source,
    System,
)

KINDS: Final = MappingProxyType[str, type[Record]](
    {
        kind.folder: kind
        for kind in (
            Group,
            Entity,
            ProcessingActivity,
            Recipient,
            System,
            DataSubjectCategory,
            PersonalDataCategory,
            Source,
            RetentionRule,
            SecurityMeasure,
            Cookie,
            Contract,
            PolicyDocument,
            ConsentRecord,
            RightsRequest,
            Breach,
            Complaint,
            MarketingObjection,
            HandOver,
            Notice,
            Dpia,
            LegitimateInterestsAssessment,
            TransferRiskAssessment,
        )
    }
)

LABELS: Final = MappingProxyType(
    {
        "group": "Group",
        "entities": "Company",
        "activities": "Activity",
        "recipients": "Recipient",
        "systems": "System",
        "data-subjects": "Category of people",
        "personal-data": "Category of data",
        "sources": "Source",
        "retention": "Retention rule",
        "security-measures": "Security measure",
        "cookies": "Cookie or local storage",
        "contracts": "Contract",
        "policy-documents": "Appropriate policy document",
        "consents": "Consent record",
        "rights-requests": "Rights request",
        "breaches": "Breach",
        "complaints": "Complaint",
        "objections": "Objection to marketing",
        "hand-overs": "Hand-over",
        "acceptances": "Accepted gap",
        "actions": "Action",
        "files": "File",
        "notices": "Notice",
        "dpia": "DPIA",
        "lia": "Legitimate interests assessment",
        "tra": "Transfer risk assessment",
    }
)


def is_register(folder: str) -> bool:
    """Whether records of this kind share one file under `registers/`."""
    return issubclass(KINDS[folder], RegisterEntry)


def home(folder: str) -> str:
    """Where records of this kind live below the record's own folder."""
    if folder == "group":
        return "group.yaml"
    if is_register(folder):
        return f"registers/{folder}.yaml"
    return f"assessments/{folder}" if folder in ("dpia", "lia", "tra") else folder
