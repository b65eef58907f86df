"""Words by which a line of a résumé shows what it is, in English, Dutch and German."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


TITLE_WORDS = word_set(
    """engineer developer programmer manager analyst consultant architect administrator admin lead leader director
    officer executive assistant associate coordinator specialist supervisor technician tester designer trainer
    teacher tutor lecturer professor instructor intern trainee apprentice advisor adviser accountant auditor
    attorney lawyer paralegal counsel clerk cashier waiter waitress chef cook nurse doctor physician pharmacist
    therapist psychologist counselor counsellor editor writer copywriter journalist reporter producer
    photographer artist animator musician scientist researcher fellow president vice-president vp ceo cto cio cfo
    coo founder co-founder owner partner principal head chief captain foreman operator mechanic electrician
    plumber carpenter welder driver secretary receptionist representative rep agent broker buyer planner
    recruiter strategist evangelist freelancer contractor worker volunteer ambassador mentor facilitator
    moderator librarian curator translator interpreter dean provost superintendent investigator inspector guard
    cleaner courier merchandiser bookkeeper controller treasurer scrum master expert professional staff member
    aide helper host hostess employee marketeer hacker estimator bartender barista stylist faculty sme ta
    salesman salesperson dba qa player coach newsreader caregiver nanny babysitter educator chairperson
    chair chairman postdoc publicist promoter presenter organizer marketer blogger webmaster stocker packer
    landscaper ontwikkelaar programmeur beheerder medewerker adviseur manager projectleider projectmanager
    teamleider docent leraar lerares verpleegkundige arts apotheker boekhouder administrateur secretaresse
    ontwerper tester onderzoeker directeur stagiair stagiaire vrijwilliger zzp'er ondernemer eigenaar oprichter
    hoofd chauffeur monteur kok verkoper verkoopster schilder timmerman metselaar loodgieter elektricien lasser
    schoonmaker beveiliger vertaler tolk redacteur schrijver fotograaf kunstenaar begeleider coördinator
    coordinator planner inkoper recruiter trainer jurist advocaat notaris rechter accountant controller analist
    architect constructeur ingenieur engineer tekenaar werkvoorbereider uitvoerder opzichter specialist expert
    leidinggevende bestuurder secretaris penningmeester voorzitter vertegenwoordiger caissière magazijnmedewerker
    zelfstandige professional werker psycholoog therapeut fysiotherapeut entwickler entwicklerin programmierer
    softwareentwickler berater beraterin leiter leiterin mitarbeiter mitarbeiterin ingenieur ingenieurin
    techniker technikerin sachbearbeiter sachbearbeiterin assistent assistentin praktikant praktikantin
    werkstudent werkstudentin auszubildender auszubildende azubi lehrer lehrerin dozent dozentin krankenschwester
    krankenpfleger pflegefachkraft arzt ärztin buchhalter buchhalterin verkäufer verkäuferin geschäftsführer
    geschäftsführerin inhaber inhaberin gründer projektleiter projektleiterin teamleiter abteilungsleiter
    architekt architektin designerin kaufmann kauffrau mechaniker mechatroniker elektriker schlosser fahrer koch
    köchin kellner kellnerin rechtsanwalt anwältin steuerberater referent referentin redakteur redakteurin
    übersetzer übersetzerin wissenschaftler forscher volontär freiberufler selbstständig selbständig"""
)

LEGAL_FORMS = word_set(
    """ltd limited inc incorporated llc llp corp corporation gmbh ag bv b.v nv n.v vof v.o.f bvba sprl srl s.r.l sa s.a
    kg ohg ug e.k e.v vzw v.z.w asbl co company plc pvt p/l pty pte private cv c.v ggmbh mbh se s.p.a spa oy ab"""
)
# Two letters that are words or languages elsewhere: they close a name only when written like this.
STRICT_FORMS = word_set(
    "e.V. e.V vzw VZW asbl BV B.V B.V. NV N.V N.V. AG KG SA S.A S.A. SE AB VOF V.O.F V.O.F. Co Co. UG CV C.V C.V."
)
STRONG_ORGANISATIONS = word_set(
    """infotech technologies university college universiteit hogeschool hospital ziekenhuis krankenhaus universität
    hochschule fachhochschule gemeente stichting ministerie ministry klinikum sparkasse rijkswaterstaat
    waterschap politie gymnasium lyceum polytechnic academy institute institution bank bancorp airlines airways
    motors pharmaceuticals pharma healthcare insurance infosystems softech infosolutions infoservices softwares
    holdings enterprises industries consultancy associates bureau foundation council corporation restaurant hotel
    resort church museum library gazette magazine journal newspaper tribune airport laboratory laboratories
    stadtwerke provincie umc bundesamt verlag werke brauerei vidyalaya vidyapeeth vidya universitet universidad
    universite université università institut schule school scholengemeenschap"""
)
WEAK_ORGANISATIONS = word_set(
    """solutions systems services software group networks consulting labs lab partners management center centre store
    studios studio media agency club society association international digital global communications electronics
    telecom energy logistics retail supermarket clinic department office company firm shop zorg groep diensten
    adviesbureau bureau advies techniek bouw kliniek praktijk zorggroep gruppe dienste beratung verein klinik
    praxis agentur handel cafe café bar gym pizza foods food department district county city state authority
    board trust union"""
)
SCHOOLS = word_set(
    """university college institute school academy polytechnic universiteit hogeschool roc mbo lyceum gymnasium havo vwo
    academie scholengemeenschap universität hochschule fachhochschule schule realschule gesamtschule berufsschule
    berufskolleg akademie institut universidad université universite università universitaet politeknik vidyalaya
    vidyapeeth iit nit iim mit seminary conservatory conservatorium univ univ. kweekschool schools instituto
    escuela atheneum vakschool vidya universitat universities colleges insitute collage univeristy unversity
    universtiy college's varsity campus mandir"""
)
GENERIC = word_set(
    """the a an of and for in at to with from by on or as my our his her their this that team teams client clients
    customer customers company companies organization organisation project projects business service services
    product products department management development software hardware technical technology technologies
    information data system systems web cloud network networks operating embedded distributed financial human
    resources resource marketing sales support quality assurance research school high college university
    institute academy bank hospital office center centre group team members member staff various multiple
    different new all each several other working work worked good experience years year months month time full
    part role roles responsibilities present current date address phone email e-mail mobile name names position
    title job location city country state national international global local regional public private general
    senior junior social media digital online internal external corporate commercial industrial engineering
    computer science sciences arts law medicine education educational elementary middle primary secondary
    graduate undergraduate bachelor master diploma degree certificate certification training course courses
    program programs programme student students teacher teachers class classes grade level levels available
    request references reference upon resume résumé curriculum vitae cv page sample example template street
    avenue road drive lane mon tue wed thu fri sat sun january february march april may june july august
    september october november december english dutch german french spanish hindi monday tuesday wednesday
    thursday friday saturday sunday based end user users application applications solution solutions design
    analysis testing test unit integration implementation production environment server servers database
    databases agile scrum waterfall banking insurance retail healthcare telecom finance health care safety
    security risk compliance legal process processes methodology methodologies tools tool frameworks framework
    languages language operations operation it hr qa r&d pc us uk eu usa home house self-employed self employed
    freelance freelancer own self i we he she they it's day daily week weekly monthly home duties include
    including also store shop restaurant limited ltd inc plc private public association society club agency
    council de het een en van voor met bij op uit als klant klanten opdrachtgever bedrijf afdeling team heden
    functie werkgever diverse verschillende zelfstandig eigen der die das ein eine und für mit bei von aus kunde
    kunden firma abteilung unternehmen verschiedene eigene selbständig"""
)
# Names of tools which, in running text, are the tool and not the company.
TOOLS = word_set(
    """windows linux unix java python oracle sql html css javascript api rest soap xml json http ms excel word sap abap
    aws azure hadoop spark jira git jenkins selenium docker kubernetes angular react node spring hibernate struts
    j2ee j2se jsp eclipse tomcat weblogic websphere mysql mongodb postgresql hive informatica tableau sharepoint
    salesforce photoshop illustrator android ios matlab latex php perl ruby scala c c++ .net asp.net vb.net vba
    crm erp etl bi qa ui ux sdlc scrum itil prince2 pmp lean six sigma autocad solidworks powerpoint outlook
    office access visio nosql kafka devops ci cd citrix vmware active directory exchange server tcp/ip dns dhcp
    vpn lan wan"""
)
# Functions that are surnames just as well.
SURNAMES = word_set(
    """cook koch kok dean carpenter schilder timmerman schlosser driver head porter mentor planner tolk"""
)
PARTICLES = word_set(
    """van der den de ten ter te von zu zum zur vom di da dos del della la le du el al bin ibn 't op in"""
)
