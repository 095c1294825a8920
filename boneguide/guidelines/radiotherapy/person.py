"""What of the person is weighed before any lesion is irradiated: age, pregnancy and infection.

The clauses are shared by the rules on single lesions.
"""

from __future__ import annotations

from boneguide.guidelines._cite import own_reading
from boneguide.guidelines._clauses import under_18
from boneguide.guidelines.facts.corticosteroid import SUSPECTED_HAEMATOLOGICAL_MALIGNANCY
from boneguide.guidelines.facts.person import PREGNANT, SEX
from boneguide.guidelines.facts.supportive import ACTIVE_INFECTION
from boneguide.logic.clauses import Contraindication, Prerequisite
from boneguide.logic.nodes import assume_absent

ADULTS_ONLY = under_18(own_reading("RT-01", why="nothing was read on the radiotherapy of children"), asked=False)

#: A suspicion that nobody wrote down closes no gate.
LYMPHOMA_SUSPECTED = assume_absent(
    SUSPECTED_HAEMATOLOGICAL_MALIGNANCY, because="a suspicion of lymphoma or myeloma would be on record"
)

_WOMAN = assume_absent(SEX.is_in("female"), because="pregnancy is asked about where the record says that it may be")
_PREGNANT = assume_absent(PREGNANT, because="a pregnancy that is known would be on record")

#: Outstanding in pregnancy, and for a woman in whom it is not ruled out.
PREGNANCY_FIRST = Prerequisite(
    id="pregnancy-ruled-out",
    when=(_WOMAN | _PREGNANT) & PREGNANT,
    says=(
        "whether there is a pregnancy is settled; in one, a specialist weighs the field, the dose to the unborn child"
        " and what can wait"
    ),
    sources=own_reading("11.3", why="radiation harms an unborn child; what of it a field brings depends on the site"),
)

PREGNANCY = Contraindication(
    id="pregnancy",
    severity="caution",
    when=PREGNANT,
    says="Pregnancy: radiotherapy is a matter for specialists, and a stereotactic course is not offered here.",
    sources=own_reading("11.3", why="a warning rather than a bar, as a field far from the womb may be possible"),
)

INFECTION = Contraindication(
    id="infection",
    severity="caution",
    when=ACTIVE_INFECTION,
    says="An active infection or sepsis is on record: what is treated first is a matter for specialists.",
    sources=own_reading("11.3", why="radiotherapy of pain can wait until an infection is under control"),
)
