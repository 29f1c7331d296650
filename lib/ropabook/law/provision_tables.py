"""The tables behind `provisions`: number, what it is about, and why no rule judges it, if so.

Headings are our own words. A row without a third cell is cited by rules. Capitals stand for the
reasons that come again and again.
"""

from typing import Final

UK_GDPR: Final = """
4(1)(15A) | What direct marketing is | DEFINES
4(7) | Who is a controller
4(8) | Who is a processor
4(9) | Who is a recipient
4(10) | Who is a third party
4(11) | What consent is
4A | How periods are counted | The clocks of all rules count by it; it is no duty of its own.
5(1)(a) | Lawfulness, fairness, transparency
5(1)(b) | Purpose limitation
5(1)(c) | Data minimisation
5(1)(d) | Accuracy of personal data | PROCESS
5(1)(e) | Storage limitation
5(1)(f) | Integrity and confidentiality
5(2) | Accountability
5(3) | Compatibility alone does not make processing lawful
6 | Lawfulness, as a whole
6(1) | A lawful basis for every purpose
6(1)(a) | Consent | That it is a basis is asked by Art. 6(1); what makes it good, by Art. 4(11) and 7.
6(1)(b) | Contract with the person
6(1)(c) | Legal obligation
6(1)(d) | Vital interests
6(1)(e) | Public task
6(1)(ea) | Recognised legitimate interest
6(1)(f) | Legitimate interests
6(3) | The law behind a legal obligation or a public task
6(5) | A recognised interest meets a condition of Annex 1
6(11) | Examples of legitimate interests | DEFINES
7 | Conditions of consent, as a whole
7(1) | Consent can be demonstrated
7(2) | A request for consent is distinguishable
7(3) | Consent can be withdrawn as easily as it was given
7(4) | Consent is free
8 | Consent of children to information society services
8A | Compatibility of a further purpose
8A(1) | When a new purpose is compatible | Judged as a whole: Art. 8A.
8A(2) | What an assessment of compatibility looks at | Weighed by people; that it was done is asked by Art. 8A.
8A(3) | When a new purpose counts as compatible | The record names the ground; that there is one is asked by Art. 8A.
8A(4) | Data collected on consent
9 | Special categories, as a whole
9(1) | Special categories are forbidden without a condition
9(2) | Conditions, each with a basis of Art. 6(1)
9(2)(a) | Explicit consent
9(2)(b) | Employment and social protection | The condition of Schedule 1 behind it is asked by DPA 2018 s. 10(2).
9(2)(c) | Vital interests of a person who cannot consent | CONDITION_9
9(2)(d) | Not-for-profit bodies | CONDITION_9
9(2)(e) | Manifestly made public | CONDITION_9
9(2)(f) | Legal claims, courts and tribunals | CONDITION_9
9(2)(g) | Substantial public interest | The condition of Schedule 1 behind it is asked by DPA 2018 s. 10(3).
9(2)(h) | Health or social care | The condition of Schedule 1 behind it is asked by DPA 2018 s. 10(2).
9(2)(i) | Public health | The condition of Schedule 1 behind it is asked by DPA 2018 s. 10(2).
9(2)(j) | Archiving, research, statistics | The condition of Schedule 1 behind it is asked by DPA 2018 s. 10(2).
9(3) | Secrecy of those who use health data | PROCESS
10 | Data about criminal convictions and offences
10(1) | Comprehensive registers only under official authority
11A | Further categories may be added by regulations | OFFICE
12(1) | Transparent, intelligible, easily accessible information
12(2) | The exercise of rights is made easy
12(3) | Requests are answered in time
12(4) | A refusal tells its reasons and where to complain
12(5) | Free of charge | PROCESS
12(6) | Doubts about identity
12A(1) | How the time for an answer runs
12A(3) | Extension by two months, told within the first
12A(4) | The reasons of an extension are told
12A(5) | The clock stops while a clarification is awaited
13 | Information where data is collected from the person
13(1) | The items to give when data is collected
13(1)(a) | Identity and contact of the controller
13(1)(b) | Contact of the data protection officer
13(1)(c) | Purposes and legal basis
13(1)(d) | Legitimate interests
13(1)(e) | Recipients
13(1)(f) | Transfers
13(2)(a) | Storage period
13(2)(b) | Rights
13(2)(c) | Withdrawal of consent
13(2)(ca) | Complaint to the controller
13(2)(d) | Complaint to the Commissioner
13(2)(e) | Whether data must be given
13(2)(f) | Automated decisions
13(3) | A new purpose is told beforehand
13(4) | What people have already need not be told | DEFINES
13(5) | The exception for research | RESEARCH
13(6) | What the exception for research asks | RESEARCH
13(7) | Safeguards of the exception for research | RESEARCH
14 | Information where data is obtained from others
14(1)(a) | Identity and contact of the controller | The same items of one notice: Art. 13(1)(a).
14(1)(b) | Contact of the data protection officer | The same items of one notice: Art. 13(1)(b).
14(1)(c) | Purposes and legal basis | The same items of one notice: Art. 13(1)(c).
14(1)(d) | Categories of data obtained from others
14(1)(e) | Recipients | The same items of one notice: Art. 13(1)(e).
14(1)(f) | Transfers | The same items of one notice: Art. 13(1)(f).
14(2)(a) | Storage period | The same items of one notice: Art. 13(2)(a).
14(2)(b) | Legitimate interests | The same items of one notice: Art. 13(1)(d).
14(2)(c) | Rights | The same items of one notice: Art. 13(2)(b).
14(2)(d) | Withdrawal of consent | The same items of one notice: Art. 13(2)(c).
14(2)(da) | Complaint to the controller
14(2)(e) | Complaint to the Commissioner | The same items of one notice: Art. 13(2)(d).
14(2)(f) | The source of the data
14(2)(g) | Automated decisions | The same items of one notice: Art. 13(2)(f).
14(3) | When people are told
14(4) | A new purpose is told beforehand | The same duty as Art. 13(3).
14(5) | Exceptions, with their reasons and measures
14(6) | What the exceptions ask
14(7) | Safeguards of the exceptions
15 | Access | An answer to a person; its time is judged by Art. 12(3) and 12A.
15(1)(c) | The person is told the recipients
15(1)(ea) | The person is told of complaints to the controller | An answer to a person; a refusal is judged by Art. 12(4).
15(1)(f) | The person is told of complaints to the Commissioner | An answer to a person; a refusal is judged by Art. 12(4).
15(1)(g) | The person is told the source
15(1A) | A search that is reasonable and proportionate | The log of requests says what was searched; whether it was enough is judged by people.
16 | Rectification | An answer to a person; its time is judged by Art. 12(3) and 12A.
17 | Erasure | An answer to a person; its time is judged by Art. 12(3) and 12A.
18 | Restriction | An answer to a person; its time is judged by Art. 12(3) and 12A.
19 | Recipients are told of rectification, erasure and restriction
20 | Portability | An answer to a person; its time is judged by Art. 12(3) and 12A.
21 | Objection, as a whole
21(1) | Objection to processing on Art. 6(1)(e), (ea) or (f) | That people are told is asked by Art. 13(2)(b) and 21(4); whether it was weighed, by Art. 21.
21(2) | Objection to direct marketing
21(3) | After an objection, no more direct marketing
21(4) | The right is brought to attention clearly and separately
22A | What a solely automated, significant decision is
22B | When special categories may be used, and that Art. 6(1)(ea) never carries one
22C(1) | Safeguards are in place | Judged one by one: Art. 22C(2).
22C(2)(a) | Information about the decision
22C(2)(b) | The person can make representations
22C(2)(c) | The person can have human intervention
22C(2)(d) | The person can contest the decision
22D | Regulations of the Secretary of State | OFFICE
23 | Restrictions by other law | Not for the company to make; a reason of Art. 8A(3) may rest on it.
24 | Responsibility of the controller
25 | Data protection by design and by default | PROCESS
25(1A) | Higher protection of children | PROCESS
25(1B) | What the higher protection of children looks at | PROCESS
26 | Joint controllers, as a whole
26(1) | An arrangement between joint controllers
26(2) | Its essence is made available
26(3) | Rights against each controller | DEFINES
27 | A representative of controllers abroad | For companies outside the United Kingdom; those of the record are established here. EU GDPR Art. 27 is judged.
28 | Processors, as a whole
28(1) | Only processors with sufficient guarantees
28(2) | Further processors only with authorisation
28(3) | A contract that describes the processing
28(3)(a) | Documented instructions
28(3)(b) | Confidentiality
28(3)(c) | Security
28(3)(d) | Further processors
28(3)(e) | Help with rights
28(3)(f) | Help with Art. 32–36
28(3)(g) | Deletion or return at the end
28(3)(h) | Information and audits
28(4) | The same terms for further processors
28(9) | The contract is in writing | Only a signed contract counts: Art. 28(3).
28(10) | A processor that determines purposes is a controller
29 | Acting on instructions
30(1) | Each controller keeps a record
30(1)(a) | Name and contact details
30(1)(b) | Purposes
30(1)(c) | Categories of people and of data
30(1)(d) | Recipients
30(1)(e) | Transfers
30(1)(f) | Time limits for erasure
30(1)(g) | Security measures
30(2) | Each processor keeps a record
30(2)(a) | Names and contact details, of each controller too
30(2)(b) | Categories of processing
30(2)(c) | Transfers
30(2)(d) | Security measures
30(3) | In writing, electronic form included
30(4) | Available to the Commissioner
30(5) | The exemption of small companies
31 | Cooperation with the Commissioner | PROCESS
32 | Security, as a whole
32(1) | Security appropriate to the risk
32(1)(a) | Pseudonymisation and encryption | MEASURES
32(1)(b) | Confidentiality, integrity, availability, resilience | MEASURES
32(1)(c) | Restoring access after an incident | MEASURES
32(1)(d) | Regular testing
32(4) | Staff act on instructions
33 | Breaches, as a whole
33(1) | Breaches are notified within 72 hours
33(2) | A processor tells its controller
33(3) | What a notification contains | PROCESS
33(4) | Information in phases | PROCESS
33(5) | Every breach is documented
34 | People are told of a high risk
35 | Impact assessments, as a whole
35(1) | A DPIA before processing with a high risk
35(2) | The advice of the officer
35(3) | The three cases that always need one
35(4) | The Commissioner's list
35(7)(a) | Systematic description
35(7)(b) | Necessity and proportionality
35(7)(c) | Risks to people
35(7)(d) | Measures
35(8) | Approved codes of conduct | Taken into account by people; the DPIA has a field for it.
35(9) | The views of the people concerned
35(11) | Review when the risk changes
36(1) | Prior consultation where a high risk stays
36(2) | The Commissioner's time for advice
36(3) | What the Commissioner is given | PROCESS
37 | When a data protection officer is needed
37(2) | One officer for a group | Allowed, not required; the record names the officer of each company.
37(5) | Expert knowledge of the officer | PROCESS
37(7) | The officer's contact details are published and told to the Commissioner
38 | Position of the officer
38(6) | No conflict of interests
39 | Tasks of the officer | PROCESS
44A | Transfers, as a whole
44A(1) | No transfer without approval, safeguard or derogation
44A(2) | The three ways
44A(3) | Restrictions of Art. 49A
45A | Approval of countries by regulations
45B | The data protection test for approvals | OFFICE
45C | Approvals are monitored and published
46 | Appropriate safeguards
46(1A) | The exporter considers the data protection test met
46(2) | Safeguards that need no authorisation | DEFINES
46(3) | Safeguards that the Commissioner authorises | DEFINES
46(6) | What the data protection test asks
46(7) | All circumstances, nature and volume included
47 | Binding corporate rules
47A | Standard clauses in regulations | OFFICE
49 | Derogations, as a whole
49(1) | Compelling legitimate interests: only rarely, and told
49(1)(a) | Explicit consent, told of the risks
49(1)(b) | Contract with the person | DEROGATION
49(1)(c) | Contract in the person's interest | DEROGATION
49(1)(d) | Important reasons of public interest | DEROGATION
49(1)(e) | Legal claims | DEROGATION
49(1)(f) | Vital interests | DEROGATION
49(1)(g) | Public register | DEROGATION
49(4A) | Public interests in regulations | OFFICE
49(6) | The assessment is documented in the record
49A | Restrictions by regulations
83 | Fines | DEFINES
84B | Research, archives and statistics: safeguards | RESEARCH
"""
BESIDE_UK_GDPR: Final = """
Annex 1 | Conditions of recognised legitimate interests
Annex 1 para. 1(b) | The request says for which public task the data is needed
Annex 2 | When a further purpose counts as compatible | The record names the condition; that there is a ground is asked by Art. 8A.
Recital 43 | No free consent where the powers are unequal
Recital 111 | Derogations are for transfers that are occasional
"""
EU_GDPR: Final = """
3(2) | Companies abroad that target people in the Union
5(1)(b) | Purpose limitation
6(4) | When a new purpose is compatible
8 | Consent of children to information society services
9(2) | Conditions for special categories, with the national law behind them
10 | Criminal data only under official authority or by law
12(3) | Requests are answered within one month | Judged as one duty with UK GDPR Art. 12(3).
13(2)(d) | Complaint to the supervisory authority | Judged as one item with UK GDPR Art. 13(2)(d).
22(1) | No decision by automated means alone
22(2) | The three exceptions
22(3) | Safeguards of an automated decision
22(4) | Special categories in automated decisions
27 | A representative in the Union
30(1)(a) | The record names the representative
30(1)(e) | The record names the countries of transfers
33 | Breaches are notified to the supervisory authority | Judged as one duty with UK GDPR Art. 33; which authority it is, is decided by people.
35(4) | The lists of the supervisory authorities | Each authority has its own; a screening may name a reason of its own.
37(7) | The officer is told to the supervisory authority | Judged as one duty with UK GDPR Art. 37(7).
44 | Transfers, onward transfers included
45 | Decisions on adequacy
46 | Appropriate safeguards
47 | Binding corporate rules
48 | Judgments of other countries
49 | Derogations
56 | The lead authority | Binds authorities, not the company.
60 | Authorities work together | Binds authorities, not the company.
77 | Complaint to a supervisory authority | DEFINES
83 | Fines | DEFINES
88 | National law on employment | Differs from state to state; the record names the law it rests on.
"""
DPA_SECTIONS: Final = """
3(10) | What the UK GDPR is | DEFINES
9A | International law behind a public task | DEFINES
10(2) | Special categories: conditions of Part 1 of Schedule 1
10(3) | Substantial public interest: conditions of Part 2 of Schedule 1
10(5) | Criminal data: conditions of Schedule 1
11(2) | Allegations and proceedings are criminal data too | DEFINES
28(3) | Security measures for national security and defence | Not for private companies.
119A | Standard clauses of the Commissioner
142 | Information notices | OFFICE
157(6) | The most that a fine may be | DEFINES
164A | Complaints to the controller
164A(2) | Complaints are made easy
164A(3) | Acknowledged within 30 days
164A(4) | Steps without undue delay
164A(5) | Enquiries, progress and outcome
164B | Regulations on the number of complaints | OFFICE
165 | Complaints to the Commissioner
180A | Courts may look at what was withheld | Binds courts, not the company.
"""
SCHEDULE_1: Final = """
1 | Employment, social security and social protection | PART_1
2 | Health or social care | PART_1
3 | Public health | PART_1
4 | Research, archiving, statistics | PART_1
5 | Conditions of Part 2 need a policy document unless they say otherwise | Which do is a table of this project; that the document is there is asked by para. 39.
6 | Statutory and government purposes | PART_2
8 | Equality of opportunity or treatment | PART_2
10 | Preventing, investigating or detecting unlawful acts | PART_2
11 | Protecting the public against dishonesty | PART_2
12 | Regulatory requirements on unlawful acts | PART_2
13 | Journalism on unlawful acts | PART_2
14 | Preventing fraud | PART_2
18 | Safeguarding of children and of individuals at risk | PART_2
19 | Economic well-being of certain individuals | PART_2
20 | Insurance | PART_2
24 | Disclosure to elected representatives | PART_2
29 | Criminal data: consent | PART_3
30 | Criminal data: vital interests | PART_3
31 | Criminal data: not-for-profit bodies | PART_3
32 | Criminal data: manifestly made public | PART_3
33 | Criminal data: legal claims | PART_3
34 | Criminal data: judicial acts | PART_3
35 | Criminal data: indecency offences that involve children | PART_3
36 | Criminal data: conditions of Part 2 without their test | PART_3
38 | When a policy document must be in place | Which conditions ask for one is a table of this project; that it is there is asked by para. 39.
39 | What the policy document explains
40 | It is retained, reviewed and made available
41 | What the record of processing says besides
"""
PECR: Final = """
2 | Whose service is a public one, and what direct marketing is
4 | Data protection law applies besides | DEFINES
5 | Security, as a whole
5(1) | Security of the service | Which measures are apt is judged by people; their least by reg. 5(1A), the record's by UK GDPR Art. 30(1)(g).
5(1A) | The least security: access, protection, a security policy
5(3) | Subscribers are told of a significant risk | PROCESS
5A | Breaches of a service are notified
5B | Audit by the Commissioner | OFFICE
5C | Fixed penalty | OFFICE
6 | Terminal equipment, as a whole
6(1) | No storing or reading on a device without leave
6A | Further exceptions by regulations | OFFICE
7 | Traffic data, as a whole
7(1) | Traffic data is erased or made anonymous | What is kept longer, and why, is judged by reg. 7(2), 7(3) and 7(5).
7(2) | Traffic data for billing
7(3) | Traffic data for marketing or added services, with consent
7(4) | The consent may be withdrawn | Judged as any consent: UK GDPR Art. 7(3).
7(5) | Until when traffic data for billing may be kept
7(6) | What the end of the period is | DEFINES
8 | Information on traffic data, as a whole
8(1) | Information on types and duration
8(2) | Who may use traffic data
8(3) | For what traffic data may be used
9 | Bills that are not itemised
10 | The caller may withhold the number
11 | The person called may refuse such calls
12 | Providers say that numbers may be withheld or refused
13 | Providers work together on both
14 | Location data
15 | Tracing of malicious calls
16 | Emergency calls
17 | Stopping of forwarded calls
18 | Directories
19 | Automated calls
20 | Fax | No channel of the first users; recorded as a channel, consent is asked as for any message.
21 | Unsolicited calls
21A | Calls on claims management | No business of the first users.
21B | Calls on pensions | No business of the first users.
22 | E-mail and text messages
22(3) | The soft opt-in
22(3A) | The soft opt-in of charities | For charities.
23 | No concealed identity | PROCESS
24 | Information about the caller | PROCESS
26 | The register of those who want no calls | OFFICE
32A | Codes of conduct | OFFICE
"""
SCHEDULE_A1: Final = """
1 | Interpretation | DEFINES
2(1) | Consent, after clear information | That there is consent is asked by reg. 6(1).
2(1)(a) | Clear and comprehensive information about the purpose
2(3) | Consent by the settings of a browser
3 | Transmission of a communication
4 | Strictly necessary
5 | Statistical purposes
6 | Appearance
7 | Emergency assistance | An exception that the first users have no use for; the register of cookies knows it.
"""
