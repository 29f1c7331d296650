"""The group and its companies: each legal person keeps a record of its own (Art. 30(1), 30(2))."""

from typing import Annotated, ClassVar, Literal

from pydantic import StrictBool, StrictInt

from ropabook.law.periods import Jurisdiction
from ropabook.model.facts import Day, Fact, Id, Noun, Period, Text
from ropabook.model.record import FiledRecord, Ref

Profile = Literal["UK", "EU"]


class TransferRestriction(Noun):
    """A country, or a category of data, that regulations under Art. 49A close to transfers."""

    country: Text | None = None
    category: Annotated[Id | None, Ref("personal-data")] = None
    source: Text
    since: Day


class Group(FiledRecord):
    """The group of companies: not a controller itself."""

    folder: ClassVar[str] = "group"

    title: Text
    regulator: Text = "Information Commissioner's Office (ICO) / Information Commission"
    profile: Profile = "UK"
    review_cycle: Fact[Period] | None = None
    """How often an activity is reviewed, as an ISO 8601 duration."""
    separate_approver: StrictBool | None = None
    """Whether a record is approved by another person than the one who wrote it last."""
    demonstration: StrictBool | None = None
    """Whether the record is a demonstration, in which examples are not out of place."""
    transfer_restrictions: tuple[TransferRestriction, ...] = ()
    """Regulations under Art. 49A, as an analyst found them."""
    countries_checked_on: Day | None = None
    """When somebody last compared the countries used with the official lists (Art. 45C(4))."""


class DataProtectionOfficer(Noun):
    """The Article 37 decision, and the officer where there is one."""

    status: Literal["required", "voluntary", "not-required"]
    reason: Text | None = None
    decided_on: Day | None = None
    name: Text | None = None
    contact: Text | None = None
    published: StrictBool | None = None
    notified_on: Day | None = None
    title: Text | None = None
    """What the officer is called in the company."""
    conflict: StrictBool | None = None
    """Whether other tasks conflict with those of the officer (Art. 38(6))."""


class FeeRegisterEntry(Noun):
    """What the Commissioner's public register says of a company, on a day."""

    name: Text
    address: Text | None = None
    on: Day


class Entity(FiledRecord):
    """One legal person: controller, processor or both (Art. 30(1)(a), 30(2)(a))."""

    folder: ClassVar[str] = "entities"
    title_field: ClassVar[str] = "legal_name"

    legal_name: Text
    trading_names: tuple[Text, ...] = ()
    company_number: Fact[Text] | None = None
    registered_address: Fact[Text] | None = None
    contact_email: Fact[Text] | None = None
    contact_phone: Fact[Text] | None = None
    country: Fact[Text] | None = None
    profile: Profile | None = None
    """Whose law applies; left out, the group's."""
    jurisdiction: Fact[Jurisdiction] | None = None
    public_authority: Fact[StrictBool] | None = None
    employees: Fact[StrictInt] | None = None
    public_communications_provider: Fact[StrictBool] | None = None
    registration_number: Fact[Text] | None = None
    registration_expiry: Fact[Day] | None = None
    fee_register: Fact[FeeRegisterEntry] | None = None
    dpo: Fact[DataProtectionOfficer] | None = None
    eu_targeting: Fact[StrictBool] | None = None
    eu_representative: Fact[Text] | None = None
    complaint_form: Fact[Text] | None = None
    complaint_other_route: Fact[Text] | None = None
    rights_route: Fact[Text] | None = None
    breach_procedure: Fact[Text] | None = None
    security_policy: Fact[Text] | None = None
    """The policy that PECR reg. 5(1A)(c) asks for."""
    cookie_preferences: Fact[Text] | None = None
    """How consent to cookies is withdrawn on the company's sites."""
    security_measures: Annotated[Fact[tuple[Id, ...]] | None, Ref("security-measures")] = None
    owner: Fact[Text] | None = None

    @property
    def short_name(self) -> str:
        """The trading name where there is one."""
        return self.trading_names[0] if self.trading_names else self.legal_name
