"""Europass XML: today's Candidate and the SkillsPassport before it are read; what is written reads back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.bands import LanguageLevel
from services.publication.europass import read_europass
from services.publication.europass_writing import europass_of
from services.publication.reading import read_resume
from services.publication.resume import CertificationEntry, Contact, Job, LanguageEntry, Piece, SkillEntry, Study
from services.publication.structured import InvalidResume
from tests.services.publication.test_json_resume import WHOLE

SPACES = (
    'xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9" '
    'xmlns:eures="http://www.europass_eures.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"'
)
CANDIDATE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate {SPACES}>
  <hr:DocumentID schemeID="Test-0001" schemeName="DocumentIdentifier" schemeAgencyName="EUROPASS"/>
  <CandidateSupplier><hr:PartyName>Owner</hr:PartyName><PersonContact><PersonName>
    <oa:GivenName>Not</oa:GivenName><hr:FamilyName>This</hr:FamilyName></PersonName></PersonContact></CandidateSupplier>
  <CandidatePerson>
    <PersonName><oa:GivenName>Robin</oa:GivenName><hr:FamilyName>van Sjabloon</hr:FamilyName></PersonName>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>robin@people.example</oa:URI></Communication>
    <Communication><ChannelCode>Telephone</ChannelCode><CountryDialing>31</CountryDialing>
      <oa:DialNumber>600000000</oa:DialNumber></Communication>
    <Communication><ChannelCode>Web</ChannelCode><oa:URI>https://robin.example</oa:URI></Communication>
    <Communication><UseCode>home</UseCode><Address type="home"><oa:CityName>Zwolle</oa:CityName>
      <CountryCode>nl</CountryCode></Address></Communication>
    <hr:BirthDate>1983-04-17</hr:BirthDate>
    <PrimaryLanguageCode name="NORMAL">dut</PrimaryLanguageCode>
  </CandidatePerson>
  <CandidateProfile languageCode="en">
    <hr:ExecutiveSummary>&lt;p&gt;I build &lt;b&gt;things&lt;/b&gt;.&lt;/p&gt;</hr:ExecutiveSummary>
    <EmploymentHistory>
      <EmployerHistory><hr:OrganizationName>Proefmolen</hr:OrganizationName>
        <OrganizationContact><Communication><Address><oa:CityName>Utrecht</oa:CityName></Address></Communication>
        </OrganizationContact>
        <PositionHistory><PositionTitle typeCode="FREETEXT">Lead</PositionTitle>
          <eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2019-03-15</hr:FormattedDateTime>
          </eures:StartDate><hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
          <oa:Description>&lt;ol&gt;&lt;li&gt;Built &amp;amp; ran&lt;/li&gt;&lt;li&gt;Mills&lt;/li&gt;&lt;/ol&gt;
          </oa:Description>
        </PositionHistory>
        <PositionHistory><PositionTitle>Developer</PositionTitle>
          <eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2012</hr:FormattedDateTime></eures:StartDate>
          <eures:EndDate><hr:FormattedDateTime>2018-12</hr:FormattedDateTime></eures:EndDate>
          <hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod><City>Zwolle</City>
        </PositionHistory></EmployerHistory>
    </EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Nergens</hr:OrganizationName>
      <AttendancePeriod><StartDate><hr:FormattedDateTime>2007-09-01</hr:FormattedDateTime></StartDate>
      <EndDate><hr:FormattedDateTime>2011-06</hr:FormattedDateTime></EndDate></AttendancePeriod>
      <EducationDegree><hr:DegreeName>Bachelor</hr:DegreeName></EducationDegree>
    </EducationOrganizationAttendance></EducationHistory>
    <Certifications><Certification><hr:CertificationName>PRINCE2</hr:CertificationName>
      <hr:IssuingAuthority>Axelos</hr:IssuingAuthority></Certification></Certifications>
    <PersonQualifications>
      <PersonCompetency><CompetencyID schemeName="NORMAL">eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
        <eures:CompetencyDimension><eures:Score><hr:ScoreText>C2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
        <eures:CompetencyDimension><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
      </PersonCompetency>
      <PersonCompetency><CompetencyID>x</CompetencyID><hr:TaxonomyID>Digital_Skill</hr:TaxonomyID>
        <hr:CompetencyName>Excel</hr:CompetencyName></PersonCompetency>
    </PersonQualifications>
    <Projects><Project><Title>Planner</Title><Date><EndDate><hr:FormattedDateTime>2020</hr:FormattedDateTime></EndDate>
      </Date><Link>https://plan.example</Link></Project></Projects>
    <DigitalSkills><DigitalSkillsGroup><DigitalSkill>Python</DigitalSkill></DigitalSkillsGroup></DigitalSkills>
  </CandidateProfile>
</Candidate>"""
PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en"><LearnerInfo>
  <Identification><PersonName><FirstName>Robin</FirstName><Surname>van Sjabloon</Surname></PersonName>
    <ContactInfo><Address><Contact><Municipality>Zwolle</Municipality><Country><Code>NL</Code></Country></Contact></Address>
      <Email><Contact>robin@people.example</Contact></Email>
      <TelephoneList><Telephone><Contact>06 0000</Contact></Telephone></TelephoneList>
      <WebsiteList><Website><Contact>https://robin.example</Contact></Website></WebsiteList></ContactInfo></Identification>
  <Headline><Type><Code>job_applied_for</Code></Type><Description><Label>Programmer</Label></Description></Headline>
  <WorkExperienceList>
    <WorkExperience><Period><From year="2019" month="--03"/><Current>true</Current></Period>
      <Position><Label>Lead</Label></Position><Activities>Mills</Activities>
      <Employer><Name>Proefmolen</Name><ContactInfo><Address><Contact><Municipality>Utrecht</Municipality></Contact>
      </Address></ContactInfo></Employer></WorkExperience>
    <WorkExperience><Period><From><Year>2012</Year></From><To><Year>2018</Year><Month>12</Month></To></Period>
      <Position><Label>Developer</Label></Position></WorkExperience></WorkExperienceList>
  <EducationList><Education><Period><From year="2007"/><To year="2011"/></Period><Title>Bachelor</Title>
    <Organisation><Name>Nergens</Name></Organisation><Field><Label>Computer science</Label></Field></Education>
  </EducationList>
  <Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>nl</Code></Description></MotherTongue>
      </MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Code>en</Code></Description>
      <ProficiencyLevel><Listening>C2</Listening><Writing>B2</Writing></ProficiencyLevel></ForeignLanguage>
      </ForeignLanguageList></Linguistic>
    <Computer><Description>Python, Excel</Description></Computer></Skills>
</LearnerInfo></SkillsPassport>"""
JOBS = (
    Job("Lead", "Proefmolen", "Utrecht", (2019, 3), None, True, "• Built & ran\n• Mills"),
    Job("Developer", "Proefmolen", "Zwolle", (2012, 0), (2018, 12)),
)
LANGUAGES = (LanguageEntry("nl", LanguageLevel.NATIVE), LanguageEntry("en", LanguageLevel.B2))


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidResume) as caught:
        read_europass(text)
    return [(each.place, each.fault) for each in caught.value.problems]


def test_the_candidate_of_todays_portal_is_read() -> None:
    found = read_europass(CANDIDATE)
    assert found.contact == Contact(
        "Robin", "van Sjabloon", "robin@people.example", "+31 600000000", "Zwolle", "NL", ("https://robin.example",)
    )
    assert found.summary == "I build things."
    assert found.jobs == JOBS
    assert found.studies == (Study("Bachelor", "Nergens", "", 2007, 2011),)
    assert found.certifications == (CertificationEntry("PRINCE2", "Axelos"),)
    assert found.languages == LANGUAGES
    assert found.skills == (SkillEntry("Python"), SkillEntry("Excel"))
    assert found.portfolio == (Piece("Planner", "", "https://plan.example", 2020),)
    assert "1983" not in repr(found)


def test_the_passport_before_it_is_read() -> None:
    found = read_europass(PASSPORT)
    assert found.contact == Contact(
        "Robin", "van Sjabloon", "robin@people.example", "06 0000", "Zwolle", "NL", ("https://robin.example",)
    )
    assert found.headline == "Programmer"
    assert found.jobs == (
        Job("Lead", "Proefmolen", "Utrecht", (2019, 3), None, True, "Mills"),
        Job("Developer", "", "", (2012, 0), (2018, 12)),
    )
    assert found.studies == (Study("Bachelor", "Nergens", "Computer science", 2007, 2011),)
    assert found.languages == LANGUAGES
    assert found.skills == (SkillEntry("Python"), SkillEntry("Excel"))


def test_what_is_written_reads_back_the_same() -> None:
    # Native languages stand in a place of their own there, before the others; they do here as well.
    written = europass_of(WHOLE, "en")
    assert read_europass(written.decode()) == WHOLE
    hidden = replace(WHOLE, colleagues=("Jo Collega",), clients=("Geheim BV",), addresses=("g@x.example",))
    assert europass_of(hidden, "en") == written


def test_what_is_wrong_is_named_with_its_place() -> None:
    wrong = CANDIDATE.replace("2018-12", "December 2018").replace("2011-06", "2011-14")
    history = "CandidateProfile/EmploymentHistory/EmployerHistory"
    assert problems(wrong) == [
        (f"{history}/PositionHistory[2]/EmploymentPeriod/EndDate/FormattedDateTime", "date"),
        (
            "CandidateProfile/EducationHistory/EducationOrganizationAttendance/AttendancePeriod/EndDate/"
            "FormattedDateTime",
            "date",
        ),
    ]
    assert problems("<Candidate>") == [("", "syntax")]
    assert problems("<rss/>") == [("rss", "kind")]
    job = "<EmployerHistory><PositionHistory/></EmployerHistory>"
    assert problems(f"<Candidate><CandidateProfile>{job * 101}</CandidateProfile></Candidate>") == [
        ("EmployerHistory", "many")
    ]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE Candidate [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Candidate [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE Candidate SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
    ids=["file", "bomb", "network"],
)
def test_entities_and_outside_definitions_are_refused(declaration: str) -> None:
    text = f"{declaration}<Candidate><CandidatePerson><GivenName>&a;</GivenName></CandidatePerson></Candidate>"
    assert problems(text)[0][1] in ("kind", "syntax")


def test_a_file_is_read_in_the_child() -> None:
    assert read_resume(CANDIDATE.encode("utf-16"), "cv.xml").jobs == JOBS
    with pytest.raises(InvalidResume) as caught:
        read_resume(b"<rss/>", "cv.xml")
    assert caught.value.problems[0].fault == "kind"
