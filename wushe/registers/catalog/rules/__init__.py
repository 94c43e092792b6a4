"""Other words for a category 别名, and service models as files 服务模式文件. Pure."""

from wushe.registers.catalog.rules.aliases import ALIASES, Meaning, aliases, meaning
from wushe.registers.catalog.rules.evidence import Evidence, evidence
from wushe.registers.catalog.rules.models import ModelDraft, Slot, faults_in, read_model

__all__ = [
    "ALIASES",
    "Evidence",
    "Meaning",
    "ModelDraft",
    "Slot",
    "aliases",
    "evidence",
    "faults_in",
    "meaning",
    "read_model",
]
