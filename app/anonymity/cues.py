"""Words that, standing beside another word, tell that it names a person, a role or a body."""

from __future__ import annotations

TITLES = {
    "mr": "", "mrs": "", "ms": "", "miss": "", "mx": "", "sir": "", "dame": "", "messrs": "",
    "dr": "doctor", "doctor": "doctor", "prof": "doctor", "professor": "doctor",
    "pc": "police officer", "dc": "police officer", "ds": "police officer",
    "di": "police officer", "dci": "police officer", "wpc": "police officer",
    "dcs": "police officer", "pcso": "PCSO", "sgt": "police officer",
    "sergeant": "police officer", "constable": "police officer", "insp": "police officer",
    "inspector": "police officer", "det": "police officer", "detective": "police officer",
    "rev": "faith leader", "revd": "faith leader", "reverend": "faith leader",
    "pastor": "faith leader", "imam": "faith leader", "sheikh": "faith leader",
    "rabbi": "faith leader", "vicar": "faith leader", "cllr": "councillor",
    "councillor": "councillor", "judge": "judge", "hhj": "judge", "nurse": "nurse",
    "sw": "Social Worker", "ssw": "Social Worker", "hv": "Health Visitor",
    "fsw": "Family Support Worker", "ewo": "Education Welfare Officer",
    "sn": "School Nurse", "mw": "midwife", "po": "Probation Officer", "om": "Offender Manager",
    "iro": "IRO", "tm": "Team Manager", "ppo": "Probation Officer", "idva": "IDVA", "isva": "ISVA",
}  # fmt: skip
_RELATIONS = """mother mum mummy mam mom father dad daddy stepfather stepdad stepmother stepmum
    stepbrother stepsister stepson stepdaughter stepsibling parent brother sister sibling son
    daughter twin grandmother grandfather grandma grandad granddad granny gran nan nana nanna nanny
    grandparent aunt auntie aunty uncle cousin niece nephew husband wife partner expartner ex
    exhusband exwife boyfriend girlfriend fiance fiancee spouse guardian baby infant toddler child
    boy girl friend neighbour lodger babysitter childminder half-brother half-sister perpetrator
    victim suspect offender carer foster-carer godmother godfather halfbrother halfsister classmate
    landlord subject sib sibs"""
RELATIONS = frozenset(_RELATIONS.split())
_ROLES = """worker visitor teacher headteacher head manager officer nurse midwife doctor gp
    paediatrician psychologist psychiatrist therapist counsellor practitioner supervisor advocate
    solicitor barrister sergeant consultant clinician chair lead co-ordinator coordinator tutor
    mentor coach assistant senco governor registrar interpreter keyworker caseworker detective
    constable dsl principal deputy secretary auditor reviewer colleague professional clerk
    physiotherapist dietician dentist optician paramedic guardian"""
ROLES = frozenset(_ROLES.split())
MODIFIERS = frozenset(
    """social health family support school head foster step grand maternal paternal half
    probation police team senior assistant deputy community youth young duty allocated named
    designated lead safeguarding child children childrens older younger elder eldest
    youngest little big great ex former new current previous adoptive birth biological
    unborn education welfare domestic abuse violence substance misuse mental key outreach
    specialist clinical class form service area practice offender independent reviewing
    registered student agency teaching practising early help years pastoral nursery primary
    drug alcohol housing non-abusing public protection adult personal adviser case""".split()
)
NAMED = frozenset("named called nicknamed aka alias surname forename surnamed firstname".split())
SAID = frozenset(
    """said says told tells reported stated states disclosed explained described denied
    admitted alleged asked replied agreed attended attends confirmed felt feels thought
    believes believed wants wanted lives lived moved visited phoned rang called texted
    telephoned emailed contacted spoke spoken refused cried shouted laughed hit kicked
    punched slapped bit threatened assaulted raped abused touched groomed hugged ran went
    goes came left stayed slept drank drinks smokes smoked used uses took takes made gave
    gives got gets saw sees met heard knew knows likes liked loves loved enjoys lost broke
    split married separated gained presented appeared seemed became arrived returned engaged
    disengaged cancelled missed failed accepted completed wrote updated chaired supported
    supervised assessed completed introduced handed transferred challenged raised recorded
    discussed shared offered advised requested referred interviewed arrested charged bailed
    convicted pleaded posted sent showed claimed insisted maintained suffers suffered
    struggles struggled understands understood worries worried cares cared enters entered
    travels travelled started stopped works worked remains remained continued expressed
    stays sleeps eats denies admits refuses agrees asks signed noted breached remanded
    cautioned sentenced collected collects absconded babysits drives drove ate hid wears wore
    sings played speaks spends spent""".split()
)
# What only people do or suffer: after it even a short word of the work may be initials.
PERSONAL = frozenset(
    """said says told tells attended attends left asked denied denies lives lived moved phoned
    rang texted cried felt feels thinks thought admitted admits disclosed refused hit slapped
    punched threatened arrested bailed charged remanded convicted cautioned sentenced visited
    missed wants wanted sleeps slept drinks drank smokes smoked shouted apologised""".split()
)
BELONGINGS = frozenset(
    """house home school views view behaviour account phone wishes feelings bedroom mood health
    family parents carers carer file tenancy partner ex needs voice flat room""".split()
)
# Short words of the work that act as people do: "SW said", "the LA agreed".
ACTING = frozenset(
    """sw hv gp yp la io ip oic aic ht sn mw tm po om ap eh ta cp fw dc ds di pc dr cg ssw fsw
    fnp ewo iro dsl lac csc nhs cps idva isva hoy pcso cafcass""".split()
)
NEUTRAL = frozenset(
    """was is has had did does would could should can cannot didnt wasnt isnt hadnt hasnt wont
    wouldnt couldnt doesnt who whose and also then later never always often now still""".split()
)
BEFORE_PERSON = frozenset(
    """to with by from for about of and told asked met saw seen visited contacted called phoned
    rang that between against per via including informed advised interviewed hit assaulted
    arrested where when because as whether while after before if but how which said says see
    meet visit ask tell support supported is was remind reminded taught hugged abused
    touched kissed raped loves hates knows met likes on than did does had has says""".split()
)
SURE_BEFORE = frozenset("told asked informed phoned texted interviewed hugged kissed hit".split())
TALK = frozenset("spoke spoken speak speaking talked talking talk met emailed wrote".split())
LIVING = frozenset(
    """live lives lived living moved move moving moves reside resides resided residing house
    flat home homes address placed placement born grew relocated rehoused housed family
    households household visited near around staying stays stayed returned travelled travels
    estate village town park pub shop hotel hostel refuge""".split()
)
PLACE_BEFORE = frozenset("in at near from to around outside into of".split())
# A word before one of these names a body, a tool or a law rather than a person.
BODIES = frozenset(
    """team teams service services project projects programme programmes centre trust
    foundation unit tool tools toolkit assessment assessments model models framework scale
    scales score checklist act acts review reviews report reports guidance policy policies
    approach approaches law laws test tests inquiry enquiry hub panel board boards
    partnership group groups meeting meetings council authority committee system systems
    database portal form forms template training course method theory cycle continuum
    pathway protocol procedure procedures plan plans police constabulary county borough
    region district locality office offices university institute charity association society
    network helpline line app website campaign award awards operation standards principles
    guidelines competence competent competency syndrome disease disorder criteria matrix
    questionnaire interview interviews screening profile ltd limited plc uk nhs ccg icb mash
    lscb scp lado camhs cic recovery hospital clinic solutions workshop workshops week day
    month awareness records record module worksheet worksheets cards grid wheel triangle
    index inventory tracker chronology file files study analysis intervention
    interventions""".split()
)
ARTICLES = frozenset("the a an this these those each every any our their its your".split())
PARTICLES = frozenset(
    """van von der den de da di do dos das del della la le du el al ul ur bin ibn bint ben abu
    umm ter ten mac mc o st""".split()
)
ABBREVIATED_ROLES = {
    "sw": "Social Worker", "hv": "Health Visitor", "fsw": "Family Support Worker",
    "mgm": "maternal grandmother", "mgf": "maternal grandfather", "pgm": "paternal grandmother",
    "pgf": "paternal grandfather", "ht": "headteacher", "gp": "GP", "sn": "School Nurse",
    "mw": "midwife", "tm": "Team Manager", "mo": "mother", "fa": "father", "sf": "step-father",
}  # fmt: skip
