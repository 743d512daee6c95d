"""Words that no page of ours uses: hype about remedies, and stigma."""

import re

_HYPE = "proven cure cures cured heal heals healing detox boost boosts boosting toxin toxins miracle groundbreaking ground-breaking shield shields superfood superfoods unlock unlocks secret secrets".split()
_STIGMA = ["mentally ill", "suffering from", "suffers from", "victim of", "afflicted"]
_LINK_WORDS = ["click here", "read more"]
REFUSED_WORDS = (*_HYPE, *_STIGMA, *_LINK_WORDS)
REFUSED = re.compile(rf"(?<![\w-])({'|'.join(REFUSED_WORDS)})(?![\w-])", re.I)
