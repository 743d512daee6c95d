"""Everyday words that readers type for each other. Words of health belong in the glossary and in pages' names."""

# Forms of one word that share no stem; the first is the word.
IRREGULAR = (
    "child children", "mouse mice", "person people", "woman women", "man men", "foot feet", "tooth teeth", "bacterium bacteria bacterias",
    "eat ate eaten", "feel felt", "sleep slept", "drink drank drunk", "think thought thoughts", "grow grew grown", "give gave given", "lose lost", "shake shook", "die died dies",
    "breath breathe breathing breathed", "write wrote written", "teach taught", "buy bought", "diagnosis diagnoses", "analysis analyses", "study studies", "leaf leaves",
)  # fmt: skip
# Words of which each may stand for the others of its line.
ALIKE = (
    "child kid toddler baby infant son daughter", "teenager teen adolescent youngster", "mother mum mom", "doctor gp physician consultant", "pharmacist chemist",
    "elderly older old", "job work office workplace boss", "school exam classroom pupil", "reader user visitor",
    "poo poop stool faeces turd crap shit bowels", "toilet loo bathroom lavatory restroom", "wind gas fart flatulence trump farty", "nausea sick queasy vomit vomiting puke",
    "throat gullet oesophagus", "intestine bowel colon", "pain ache hurt sore cramp cramps ouch painful", "swollen bloated puffy", "rumble gurgle growl gurgling rumbling churn churning",
    "snack nibble graze munch", "sugar sugary sweets candy dessert cake biscuit biscuits chocolate", "fizzy soda pop cola", "alcohol beer wine booze",
    "vegetable veg veggie veggies greens salad", "beans lentils pulses chickpeas legumes peas", "wholegrain oats cereal porridge bread", "dairy milk cheese lactose", "fish salmon mackerel sardines",
    "gluten wheat coeliac celiac", "drink beverage", "scoff gobble wolf bolt guzzle", "fast quick quickly rapid rapidly speedy hurry hurried soon", "slow slowly",
    "tablet pill capsule supplement", "medicine medication drug meds", "antidepressant ssri sertraline citalopram fluoxetine prozac", "therapy counselling counsellor therapist psychologist",
    "treatment remedy cure treat", "heal healing recover recovery repair fix restore mend", "hypnotherapy hypnosis hypnotherapist hypnotist", "test kit screening sample lab laboratory",
    "buy purchase shop cost price money pay", "worried anxious anxiety nervous nerves fear fearful", "stress stressed pressure tension tense overwhelmed frazzled",
    "sad unhappy miserable depressed depression gloomy blue", "happy happier cheerful cheer joy", "calm calmer relax relaxed unwind chill soothe peaceful", "tired fatigue exhausted exhaustion knackered",
    "sleep asleep bed bedtime night insomnia snooze", "lonely loneliness isolated isolation company friends", "memory forget forgetful forgetting remember dementia", "focus concentrate attention concentration",
    "exercise workout gym running jog jogging sport yoga fitness cycling swimming", "walk walking stroll", "outdoors outside nature park garden gardening countryside woods",
    "improve boost better strengthen", "ease relieve relief soothe", "harm damage ruin wreck destroy harmful", "poison toxic toxin toxins poisonous", "risk risky danger dangerous harmful unsafe", "proof evidence proven prove",
    "study research trial experiment science scientific", "scientist researcher expert", "claim myth hype rumour", "mouse rat animal rodent",
    "microbe bacterium germ bug microorganism", "reset detox cleanse", "track log diary record journal jot", "print pdf printable sheet download", "list overview index",
    "mistake error correction wrong", "author wrote writer written", "company industry sponsor sponsored funded funding", "trust reliable believe trustworthy", "advert ad advertisement advertising marketing",
    "chew bite mouthful chewing", "screen telly tv television", "pregnant pregnancy expecting breastfeeding", "meditation meditate mindfulness", "class course lesson programme",
    "breath inhale exhale", "difference differ versus", "variety varied diverse diversity range", "begin start beginner",
)  # fmt: skip
