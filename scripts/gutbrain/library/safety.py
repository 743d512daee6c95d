"""Words of a page that oblige it to lead readers to help."""

import re

# Pages that name these carry the help card, and pages about these the warning signs.
DISTRESS = re.compile(r"\b(depress\w*|low mood|panic\w*|self-harm\w*|suicid\w*)\b", re.I)
SYMPTOMS = re.compile(r"\b(symptoms?|IBS|bloating|diarrhoea|constipation|indigestion)\b", re.I)
