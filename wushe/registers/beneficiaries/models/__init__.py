"""Persons, households and what is true of them from day to day 服务对象."""

from wushe.registers.beneficiaries.models.changes import Fact, PersonChange
from wushe.registers.beneficiaries.models.consents import Consent, ConsentWithdrawal, Given, Purpose, Reach
from wushe.registers.beneficiaries.models.files import FileTemplate
from wushe.registers.beneficiaries.models.households import Dated, Household, Membership
from wushe.registers.beneficiaries.models.keys import DataKey
from wushe.registers.beneficiaries.models.persons import IdKind, NameToken, Person, Sex
from wushe.registers.beneficiaries.models.reveals import Masked, Reveal, Why
from wushe.registers.beneficiaries.models.standing import PersonCategory, Responsibility, Risk, RiskLevel

__all__ = [
    "Consent",
    "ConsentWithdrawal",
    "DataKey",
    "Dated",
    "Fact",
    "FileTemplate",
    "Given",
    "Household",
    "IdKind",
    "Masked",
    "Membership",
    "NameToken",
    "Person",
    "PersonCategory",
    "PersonChange",
    "Purpose",
    "Reach",
    "Responsibility",
    "Reveal",
    "Risk",
    "RiskLevel",
    "Sex",
    "Why",
]
