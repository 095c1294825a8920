"""The facts that the encoded guidelines ask about.

Use them in rules of your own: ``AGE >= "18 year"``,
``CREATININE_CLEARANCE.between("30 mL/min", "60 mL/min")``.
"""

from boneguide.guidelines.facts.analgesia import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.clinical import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.corticosteroid import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.fracture import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.laboratory import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.lesion import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.lesion_site import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.neurology import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.opioid import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.pain import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.person import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.radionuclide import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.radiotherapy import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.stability import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.supportive import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.treatment import *  # noqa: F403 - a vocabulary: every fact is public
from boneguide.guidelines.facts.tumour import *  # noqa: F403 - a vocabulary: every fact is public
