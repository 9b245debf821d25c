### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Kem Sokha

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-interior-minister = Minister of the Interior and Deputy Prime Minister, Sar Kheng
    .name = Sar Kheng

recipient-prime-minister = Prime Minister, Samdech Hun Sen
    .name = Samdech Hun Sen

recipient-foreign-affairs-minister =
    Minister of Foreign Affairs and International Cooperation, Prak Sokhonn
    .name = Prak Sokhonn

recipient-embassy-gb = His Excellency Mr Meas Kim Heng, Royal Embassy of Cambodia
    .name = His Excellency Mr Meas Kim Heng

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

# First paragraph of copies. The text has no words for it.
# copy-opening =
#     I am sending you a copy of the appeal that I have addressed to { recipient-interior-minister };
#     { recipient-prime-minister }. It reads as follows.

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

arrest =
    On 3 September, at 12:30 am, { person }, member of parliament and president of then still
    existing main opposition party, the Cambodia National Rescue Party (CNRP), was arrested by eight
    members of Prime Minister Hun Sen’s bodyguard unit and 100 police officers at his house in Tuol
    Kork district in Phnom Penh, Cambodia’s capital. On 4 September, the Investigating Judge of
    Phnom Penh’s First Instance Court ordered his pre-trial detention at “Correctional Centre 3”
    (CC3) in Tbong Khmum province, where he remains held, while conducting an investigation into
    allegations of “colluding with a foreign power” (Article 443 of the Cambodian Criminal Code).
    The ruling party-dominated National Assembly stripped him of parliamentary immunity on 11
    September, paving the way for criminal prosecution. If found guilty { person } faces up to 30
    years in prison. On 31 October, the Supreme Court denied bail on final appeal. On 24 November
    and 14 December, the investigating judge, and with respect to the latter date, accompanied by
    two Deputy Prosecutors, questioned { person }.

health =
    { person } has serious health concerns that require regular medical attention. Since his
    detention more than three months ago, a doctor has only treated { person } once and his wife was
    only recently permitted to provide him with his medication. His lawyers’ documents are checked
    when meeting with their client and it is suspected their conversations are videotaped and most
    likely listened to by prison guards present in the room. Other visitors have been denied access.
    { person } is prevented from contacting other detainees.

# $election (date)
arrest-2 =
    The arrest of { person } comes in the context of attempts to diminish and dismantle Cambodia’s
    main political opposition ahead of the general elections scheduled for { $election }. The CNRP
    was dissolved on 16 November and 118 officials, including members of parliament, were banned
    from political activities for five years.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = I respectfully call on you and on the authorities:

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-release =
#     to immediately and unconditionally release { person }, detained in violation of his rights to
#     freedom of expression, association and peaceful assembly, and to not pursue any criminal charges
#     against him if they relate solely to the peaceful exercise of his rights to freedom of
#     expression, association and assembly;

# Rewrite: on the sheet, this demand speaks to the writers of letters. Say it to the recipient:
# demand-access =
#     … that, pending his release, { person } has unrestricted and confidential access to his lawyers,
#     family and any necessary medical care;

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-expression =
#     to ensure that all political activists in Cambodia are able to peacefully exercise their right
#     to freedom of expression, association and peaceful assembly without risk of arrest and
#     harassment.

## The Urgent Action sheet.

sheet-headline = HEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED

sheet-lead =
    On 3 September, { person }, president of the dissolved main opposition party, was arrested at
    his house in Tuol Kork district in Phnom Penh, on politically motivated accusations of treason.
    If convicted he faces up to 30 years in prison. He has been denied bail.

sheet-demands = Please write immediately in English and Khmer or your own language:

sheet-demand-release =
    Calling on the authorities to immediately and unconditionally release { person }, detained in
    violation of his rights to freedom of expression, association and peaceful assembly, and to not
    pursue any criminal charges against him if they relate solely to the peaceful exercise of his
    rights to freedom of expression, association and assembly;

sheet-demand-access =
    Urging that, pending his release, { person } has unrestricted and confidential access to his
    lawyers, family and any necessary medical care;

sheet-demand-expression =
    Calling on the authorities to ensure that all political activists in Cambodia are able to
    peacefully exercise their right to freedom of expression, association and peaceful assembly
    without risk of arrest and harassment.

## Additional information on the sheet.

more-paragraph =
    The case against { person } is based on a video recording of a speech he gave in Australia in
    2013, in which he declares to have received advice from the U.S. Government on how to build a
    peaceful Cambodian grassroots movement.

more-election =
    In the months following the Commune Council Election in June, and ahead of next year’s general
    election, the ruling party has committed a series of seemingly blatant acts of political
    repression against the main political opposition party, the CNRP, including arrests and
    prosecutions against its members on trumped up conspiracy charges, forcing more than half of
    CNRP’s lawmakers to flee the country, out of fear of arrest.

# $date-1 (date), $hearing (date)
more-trial =
    On { $date-1 }, the Ministry of Interior (MoI) filed a complaint with the Supreme Court
    requesting it dissolve the CNRP, on the basis that it had allegedly violated the Law on
    Political Parties through acts of a purported opposition-led “colour revolution” steered at
    overthrowing the current government. The CNRP allegedly had “conspired with foreign powers” with
    the alleged assistance of the U.S. Government and in collusion with civil society. On
    { $hearing }, after a three-hour hearing, which was boycotted by the lawyers representing the
    CNRP, the Supreme Court, presided by a judge that is known to have close ties to Prime Minister
    Hun Sen and is a member of high level committees of the ruling party, decided to dissolve the
    CNRP. Lawyers representing the MoI argued, without presenting any evidence, that the CNRP was
    part of a U.S.-funded plot to topple the government before next year’s election. The MoI’s
    lawyers also accused several key civil society members of being “accomplices” to the CNRP.

more-trial-2 =
    In the weeks leading up to and the day of the Supreme Court’s hearing, the ruling party
    threatened anyone protesting against the CNRP’s dissolution with violence or legal action, which
    came with an increased presence of heavily armed security and military forces around Phnom Penh,
    the construction of road blocks, the obstruction of provincial population from entering Phnom
    Penh the night before the hearing, as well as evening raids on the offices of several human
    rights groups and election watch dogs by large contingents of security forces, looking for
    protesters that they might be housing the night prior to the hearing.

# $date-2 (date), $date-3 (date)
more-threats =
    On { $date-2 }, Prime Minister Hun Sen threatened the closure of the Cambodian Centre for Human
    Rights (CCHR), a prominent and independent local human rights NGO, which was initially founded
    by { person } in 2002. { person } left the organisation in 2007 to resume his political
    activities, which was when CCHR took steps to ensure that CCHR’s mandate and mission was based
    on principles of independence and non-partisanship. On { $date-3 }, Prime Minister Hun Sen
    announced that CCHR was no longer going to be closed as it “complied with the law” and upon
    having successfully passed an investigation by the MoI.

more-detention =
    This relentless onslaught on the CNRP comes in the context of a much wider attack on independent
    voices in the country, in particular civil society and independent media, leading to the
    silencing of more than 30 radio broadcast frequencies, the shutting down of independent press
    agencies, the suspension and closure of several independent human rights NGOs, the continued
    arbitrary detention of activists, and increased threats and intimidation of critical voices in
    the country.

## Words of the text that are in no message and in no field of the case, by their lines.

# Heading (line 1): URGENT ACTION
# Heading (line 62): PLEASE SEND APPEALS BEFORE 1 FEBRUARY 2018 TO:
# Heading (line 85): And copies to:
# Heading (line 96): Also send copies to diplomatic representatives accredited to your country.
# Heading (line 99): Please check with your section office if sending appeals after the above date.
# Left out, because it is repeated (line 101): mailto:cambodianembassy@btconnect.com
# Left out, because it is repeated (line 102): http://www.cambodianembassy.org.uk/
# Heading (line 109): URGENT ACTION
# Left out, because it is repeated (line 110): HEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED
# Heading (line 112): ADDITIONAL INFORMATION
