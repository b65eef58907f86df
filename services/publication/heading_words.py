"""Headings of résumés in English, Dutch and German, by the section they open; parted by ``|``, case folded."""

from __future__ import annotations

HEADINGS: dict[str, str] = {
    "summary": """
        summary|professional summary|career summary|executive summary|personal summary|profile summary|
        summary of qualifications|summary of qualification|qualifications summary|qualifications profile|
        professional qualifications|career objective|career objectives|objective|objectives|career goal|goal|profile|
        professional profile|personal profile|personal statement|about|about me|career profile|career highlights|
        highlights|professional objective|job objective|key achievements|introduction|synopsis|overview|
        professional overview|profiel|persoonlijk profiel|samenvatting|over mij|doelstelling|wie ben ik|introductie|
        personalia en profiel|profil|kurzprofil|zusammenfassung|über mich|berufsziel|kurzbeschreibung|
        persönliches profil|ziele""",
    "work": """
        work experience|experience|professional experience|employment|employment history|work history|career history|
        career experience|career experience/job history|
        internship/experience|job history|relevant experience|related experience|
        relevant work experience|work experiences|working experience|work and experience|employment experience|
        professional history|professional background|professional employment|career|career summary and experience|
        experiences|experience summary|experience details|job experience|industry experience|industrial experience|
        organizational experience|organisational experience|professional work experience|teaching experience|
        academic experience|legal experience|other experience|other work experience|additional experience|
        positions held|appointments|academic appointments|professional appointments|employment record|positions|
        internship|internships|internship experience|work background|career record|clinical experience|
        administrative experience|additional work experience|previous experience|previous employment|current employment|
        teaching and related experience|leadership experience|research experience|field experience|
        consulting experience|employment details|career path|career chronology|recent employment|
        student teaching experience|professional experience details|experience and employment|career progression|
        professional positions|work experience details|professional career|freelance experience|university experience|
        werkervaring|ervaring|loopbaan|arbeidsverleden|relevante werkervaring|professionele ervaring|beroepservaring|
        werkgeschiedenis|carrière|carriere|opdrachten|functies|dienstverbanden|recente werkervaring|
        overige werkervaring|stages|stage|stage-ervaring|stageervaring|bijbanen|loopbaanoverzicht|werk|opdrachtervaring|
        praktijkervaring|freelance opdrachten|freelanceopdrachten|freelance ervaring|overzicht werkervaring|
        overzicht opdrachten|berufserfahrung|beruflicher werdegang|berufspraxis|berufliche erfahrung|werdegang|
        praktische erfahrung|praktika|praktikum|arbeitserfahrung|berufliche stationen|berufstätigkeit|nebentätigkeiten|
        praktische erfahrungen|berufliche laufbahn|berufliche tätigkeit|erfahrung|erfahrungen""",
    "education": """
        education|educational qualification|educational qualifications|academic qualification|academic qualifications|
        qualification|qualifications|education and training|education and qualifications|educational background|
        academic background|education details|educational details|education history|academic history|academic details|
        academics|academic profile|academic record|academic credentials|academic education|formal education|
        education/training|education and certifications|education and credentials|education and certification|
        education and licensure|studies|academic studies|degrees|educational profile|educational history|
        education and professional qualification|education and professional qualifications|academic achievements|
        education and professional development|academia|scholastics|educational credentials|academic degrees|opleiding|
        opleidingen|onderwijs|opleidingen en cursussen|opleiding en cursussen|studie|studies en opleidingen|
        onderwijs en opleiding|opleiding and training|opleiding en training|vooropleiding|scholing|
        gevolgde opleidingen|ausbildung|bildung|
        schulbildung|studium|bildungsweg|bildungsgang|akademische ausbildung|hochschulstudium|schulische ausbildung|
        schul- und berufsbildung|schul- und berufsausbildung|berufsausbildung|aus- und weiterbildung|
        studium und ausbildung|ausbildung und studium|
        schule und studium|schulausbildung|akademischer werdegang""",
    "skills": """
        skills|technical skills|key skills|core skills|it skills|computer skills|professional skills|core competencies|
        competencies|competences|areas of expertise|area of expertise|expertise|technical expertise|skill set|
        skills set|skillset|
        technical proficiency|technical proficiencies|technical summary|technologies|technology summary|skills summary|
        technical skill set|technical skills set|software skills|soft skills|personal skills|hard skills|
        skills and abilities|skills and expertise|skills and competencies|skills and tools|tools and technologies|
        technical environment|primary skills|secondary skills|other skills|additional skills|technical knowledge|
        computer proficiency|computer knowledge|it proficiency|key competencies|specialties|top skills|strengths|
        key strengths|special skills|relevant skills|languages and technologies|technical competencies|software|tools|
        programming skills|programming languages|professional competencies|software proficiency|core qualifications|
        knowledge|technical tools|operating systems|databases|core strengths|interpersonal skills|
        skills and qualifications|technical qualifications|key qualifications|job skills|skill|abilities|digital skills|
        other skills and strengths|profile of skills|communication skills|organisational skills|job-related skills|
        vaardigheden|competenties|kennis|kennis en vaardigheden|technische vaardigheden|computervaardigheden|
        it-vaardigheden|ict-vaardigheden|expertise en vaardigheden|kerncompetenties|technische kennis|sterke punten|
        tools en technieken|kerncompetenties en vaardigheden|vaardigheden en competenties|digitale vaardigheden|
        specialisaties|softwarekennis|computerkennis|overige vaardigheden|persoonlijke vaardigheden|deskundigheid|
        belangrijkste vaardigheden|topvaardigheden|
        kenntnisse|fähigkeiten|kompetenzen|edv-kenntnisse|it-kenntnisse|fachkenntnisse|kenntnisse und fähigkeiten|
        fähigkeiten und kenntnisse|technische kenntnisse|stärken|qualifikationen|kernkompetenzen|besondere kenntnisse|
        edv|technische fähigkeiten|weitere kenntnisse|fachkompetenzen|it-fähigkeiten|computerkenntnisse|
        soft skills und stärken|zusatzqualifikationen|top-kenntnisse|wichtigste kenntnisse""",
    "languages": """
        languages|language|language skills|languages known|language proficiency|foreign languages|linguistic skills|
        known languages|language knowledge|mother tongue and other languages|languages spoken|talen|taal|talenkennis|
        taalvaardigheden|taalvaardigheid|vreemde talen|taalkennis|sprachen|sprachkenntnisse|fremdsprachen|
        fremdsprachenkenntnisse|sprachliche kenntnisse""",
    "certifications": """
        certifications|certification|certificates|certificate|certifications/licenses|certifications and licenses|
        licenses|licenses and certifications|professional certifications|professional certification|licensure|
        certifications and training|training and certifications|trainings and certifications|courses|training|trainings|
        professional training|professional development|courses and certifications|licences|accreditations|license|
        training and courses|bar admissions|bar admission|admissions|professional licenses|credentials|
        licenses and certificates|certification and training|technical certifications|certifications and courses|
        certificaten|certificeringen|cursussen|trainingen|cursussen en trainingen|trainingen en certificaten|
        cursussen en certificaten|bijscholing|diploma's en certificaten|certificering|trainingen en cursussen|
        zertifikate|zertifizierungen|weiterbildung|weiterbildungen|fortbildungen|fortbildung|kurse|lehrgänge|schulungen|
        zertifikate und weiterbildungen|weiterbildung und zertifikate|seminare""",
    "projects": """
        projects|academic projects|project details|personal projects|key projects|project experience|project|
        projects handled|major projects|projects undertaken|project profile|selected projects|academic project|
        recent projects|final year project|project work|projects details|project summary|client projects|projects done|
        projecten|projectervaring|afstudeerproject|relevante projecten|projekte|projekterfahrung|projektliste|
        ausgewählte projekte|projekterfahrungen""",
    "volunteering": """
        volunteering|volunteer experience|volunteer work|volunteer|community service|volunteer activities|
        community involvement|community activities|volunteer and community service|volunteerism|
        extracurricular activities|extra curricular activities|activities|co-curricular activities|leadership|
        leadership and activities|organizations|memberships|professional memberships|professional affiliations|
        affiliations|membership|professional associations|professional organizations|associations|
        memberships and affiliations|vrijwilligerswerk|nevenactiviteiten|nevenfuncties|bestuursfuncties|
        bestuurservaring|lidmaatschappen|ehrenamt|ehrenamtliches engagement|ehrenamtliche tätigkeiten|engagement|
        mitgliedschaften""",
    "references": """
        references|reference|referees|professional references|personal references|referenties|referentie|referenzen|
        recommendations|aanbevelingen|academic references|character references|empfehlungen""",
    "personal": """
        personal details|personal information|personal data|personal profile details|personal particulars|contact|
        contact information|contact details|contact info|personal|personal info|personal dossier|personal memoranda|
        personalia|persoonlijke gegevens|persoonsgegevens|contactgegevens|persoonlijk|gegevens|naw-gegevens|
        persönliche daten|persönliche angaben|kontakt|kontaktdaten|angaben zur person|zur person|persönliches""",
    "preferences": """
        availability|available|preferences|assignment preferences|work preferences|beschikbaarheid|voorkeuren|
        opdrachtvoorkeuren|verfügbarkeit|konditionen|rahmenbedingungen|einsatzwünsche""",
    "links": """
        links|websites|social media|online profiles|profiles|weblinks|web links|online""",
    "other": """
        additional information|awards|honors|honours|awards and honors|honors and awards|achievements|accomplishments|
        interests|hobbies|hobbies and interests|interests and hobbies|publications|declaration|selected publications|
        awards and achievements|extra-curricular|miscellaneous|other information|other|personal interests|patents|
        conferences|presentations|research|research interests|scholarships|grants|courses taught|additional details|
        professional activities|scholarly presentations|academic honors|honors/awards|languages and interests|
        achievements and awards|coursework|relevant coursework|key accomplishments|service|teaching|talks|groups|
        additional info|responsibilities|job responsibilities|key responsibilities|duties|roles and responsibilities|
        hobby's|hobbies en interesses|interesses|overig|overige|overige informatie|publicaties|prijzen|prestaties|
        aanvullende informatie|vrije tijd|rijbewijs|interessen|hobbys|hobbys und interessen|sonstiges|auszeichnungen|
        veröffentlichungen|publikationen|führerschein|interessen und hobbys|weitere informationen|freizeit""",
}
