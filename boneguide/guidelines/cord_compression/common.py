"""What the rules on cord compression share: when it is a question, and the grades that stand in it.

Nobody is suspected of compression because a record is silent: signs, pain and the
findings of imaging are taken as absent where nobody wrote them down, and the
answer says so.
"""

from __future__ import annotations

from boneguide.guidelines.facts.corticosteroid import CORD_TREATMENT_BEGUN
from boneguide.guidelines.facts.neurology import (
    CORD_COMPRESSION,
    CORD_DISPLACED,
    NEUROLOGICAL_DEFICIT,
    ROOT_OR_CAUDA_ONLY,
    SPINAL_INSTABILITY_SUSPECTED,
    SUSPICIOUS_SPINAL_PAIN,
    WHOLE_SPINE_MRI_DONE,
)
from boneguide.guidelines.facts.stability import UNSTABLE_SPINAL_LESION
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.logic.nodes import UNKNOWN, Criterion, assume_absent, not_
from boneguide.logic.verbs import fact
from boneguide.model.primary import PLASMA_CELL_DISORDERS
from boneguide.model.provenance import Grade

QUALITY_STANDARD = Grade.ungraded("a quality standard does not grade its statements")
FRAMEWORK = Grade.ungraded("a framework of experts, not a graded recommendation")

_LOOKED_FOR = "whoever finds signs, pain or compression of the cord writes it down, and nothing is on record"

CONFIRMED = assume_absent(CORD_COMPRESSION.is_in("confirmed"), because=_LOOKED_FOR)
_SETTLED = assume_absent(
    CORD_COMPRESSION.is_in("confirmed", "excluded"), because="imaging that settled it would be on record"
)
#: Imaging that shows the cord displaced or roots compressed, of which nobody said more.
_SEEN = CORD_DISPLACED | ROOT_OR_CAUDA_ONLY
_SINCE_IMAGING = NEUROLOGICAL_DEFICIT & not_(WHOLE_SPINE_MRI_DONE)
_SINCE_TREATMENT = _SINCE_IMAGING & CORD_COMPRESSION.is_in("confirmed") & CORD_TREATMENT_BEGUN
#: Suspected by whoever saw the person; or a displaced cord or compressed roots on imaging; or signs that no imaging
#: has explained since they began, which are new signs where imaging had excluded compression or treatment has begun.
#: Where no day says when the signs began, imaging of more than 7 days ago does not count, unless it confirmed
#: compression.
SUSPECTED = assume_absent(
    CORD_COMPRESSION.is_in("suspected")
    | ((NEUROLOGICAL_DEFICIT | _SEEN) & not_(_SETTLED))
    | (_SINCE_IMAGING & CORD_COMPRESSION.is_in("excluded"))
    | _SINCE_TREATMENT,
    because=_LOOKED_FOR,
)
TREATMENT_BEGUN = assume_absent(
    CORD_TREATMENT_BEGUN, because="an operation or radiotherapy that has begun would be on record"
)
#: Shown, with no treatment begun: what the limits of time are about.
CONFIRMED_UNTREATED = CONFIRMED & not_(TREATMENT_BEGUN)
CONFIRMED_TREATED = CONFIRMED & TREATMENT_BEGUN
#: Suspected, whatever was done about an earlier one, or shown and nothing done yet: it comes before what can wait.
UNTREATED = SUSPECTED | CONFIRMED_UNTREATED
_EXCLUDED_LONG_AGO = assume_absent(
    CORD_COMPRESSION.is_in("excluded") & not_(WHOLE_SPINE_MRI_DONE),
    because="imaging that excluded compression counts until its day shows that it is old",
)
#: Pain alone, which imaging has not explained. What excluded compression more than 7 days ago explains no pain now.
PAIN_ALONE = (
    assume_absent(SUSPICIOUS_SPINAL_PAIN, because=_LOOKED_FOR) & not_(SUSPECTED) & (not_(_SETTLED) | _EXCLUDED_LONG_AGO)
)

#: Not known while compression is only suspected, so that no schedule is given before imaging.
SHOWN = fact(
    "cord_compression_shown",
    label="imaging that shows compression of the cord or cauda equina",
    inferred=CORD_COMPRESSION.is_in("confirmed") | (not_(CORD_COMPRESSION.is_in("excluded")) & UNKNOWN),
)
#: Confirmed, or suspected and waiting for imaging, and no treatment begun.
TO_BE_TREATED: Criterion = (CONFIRMED | (SUSPECTED & SHOWN)) & not_(TREATMENT_BEGUN)

#: Lymphoma and the disorders of plasma cells: what radiotherapy or drugs shrink quickly.
HAEMATOLOGICAL = PRIMARY.is_in("lymphoma", *sorted(PLASMA_CELL_DISORDERS))
#: Those of the radioresistant tumours that were seen named in a source.
RADIORESISTANT = PRIMARY.is_in("renal", "melanoma", "sarcoma")

#: Suspected by whoever saw the person, or scored as unstable (SINS 13 to 18).
INSTABILITY = assume_absent(
    SPINAL_INSTABILITY_SUSPECTED | UNSTABLE_SPINAL_LESION,
    because="instability is looked for on imaging and would be on record",
)
