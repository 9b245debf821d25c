### The appeal for Kem Sokha. Facts such as { $arrested } come from cases/kem-sokha.yaml.

# The prisoner's name.
person = Kem Sokha

party = Cambodia National Rescue Party

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-interior-minister = Sar Kheng, Minister of the Interior and Deputy Prime Minister
    .name = Sar Kheng

recipient-prime-minister = Samdech Hun Sen, Prime Minister
    .name = Hun Sen

recipient-foreign-minister = Prak Sokhonn, Minister of Foreign Affairs and International Cooperation
    .name = Prak Sokhonn

recipient-embassy-gb = His Excellency Mr Meas Kim Heng, Royal Embassy of Cambodia
    .name = Meas Kim Heng

## The letter.

subject = Appeal for the immediate and unconditional release of { person }

# First paragraph of copies.
# $you (string) - the word by which the letter addresses its recipient, from the form of address
copy-opening =
    I am sending { $you } a copy of the appeal that I have addressed to the Minister
    of the Interior and to the Prime Minister. It reads as follows.

# $arrested (date), $article (number), $years (number)
concern =
    I am writing to you out of deep concern for { person }, president of the now dissolved
    { party } (CNRP). He was arrested at his house in Phnom Penh on { $arrested } and is accused
    of “colluding with a foreign power” under Article{"\u00A0"}{ $article } of the Cambodian Criminal
    Code. If found guilty, he faces up to { $years } years in prison.

# $detention-ordered (date), $bail-denied (date)
detention =
    Since { $detention-ordered } he has been held in pre-trial detention at Correctional Centre{"\u00A0"}3
    (CC3) in Tbong Khmum province. On { $bail-denied } the Supreme Court denied him bail on final
    appeal.

health =
    { person } has serious health concerns that require regular medical attention, yet in more
    than three months a doctor has treated him only once. His lawyers’ documents are checked when
    they meet him, and their conversations are believed to be recorded. Other visitors have been
    denied access.

# $election (date)
context =
    I believe that he is held solely for the peaceful exercise of his human rights, ahead of the
    general elections scheduled for { $election }.

demands = I respectfully call on you and on the Cambodian authorities:

demand-release =
    to immediately and unconditionally release { person }, detained in violation of his rights to
    freedom of expression, association and peaceful assembly, and not to pursue any criminal
    charges against him if they relate solely to the peaceful exercise of these rights;

demand-access =
    pending his release, to give him unrestricted and confidential access to his lawyers, his
    family and any necessary medical care;

demand-activists =
    to ensure that all political activists in Cambodia are able to peacefully exercise their
    rights to freedom of expression, association and peaceful assembly without risk of arrest and
    harassment.

reply = I should be grateful to hear from you what steps are taken in this matter.

## The Urgent Action sheet. Days without a year are written as text.

sheet-headline = HEAD OF DISSOLVED MAIN OPPOSITION PARTY JAILED

# $years (number)
sheet-lead =
    On 3 September, { person }, president of the dissolved main opposition party, was arrested at
    his house in Tuol Kork district in Phnom Penh, on politically motivated accusations of treason.
    If convicted he faces up to { $years } years in prison. He has been denied bail.

# $article (number), $years (number)
sheet-arrest =
    On 3 September, at 12:30 am, { person }, member of parliament and president of then still
    existing main opposition party, the { party } (CNRP), was arrested by eight members of Prime
    Minister Hun Sen’s bodyguard unit and 100 police officers at his house in Tuol Kork district in
    Phnom Penh, Cambodia’s capital. On 4 September, the Investigating Judge of Phnom Penh’s First
    Instance Court ordered his pre-trial detention at “Correctional Centre{"\u00A0"}3” (CC3) in Tbong
    Khmum province, where he remains held, while conducting an investigation into allegations of
    “colluding with a foreign power” (Article{"\u00A0"}{ $article } of the Cambodian Criminal Code). The
    ruling party-dominated National Assembly stripped him of parliamentary immunity on
    11 September, paving the way for criminal prosecution. If found guilty { person } faces up to
    { $years } years in prison. On 31 October, the Supreme Court denied bail on final appeal. On
    24 November and 14 December, the investigating judge, and with respect to the latter date,
    accompanied by two Deputy Prosecutors, questioned { person }.

sheet-conditions =
    { person } has serious health concerns that require regular medical attention. Since his
    detention more than three months ago, a doctor has only treated { person } once and his wife was
    only recently permitted to provide him with his medication. His lawyers’ documents are checked
    when meeting with their client and it is suspected their conversations are videotaped and most
    likely listened to by prison guards present in the room. Other visitors have been denied
    access. { person } is prevented from contacting other detainees.

# $election (date), $officials-banned (number)
sheet-background =
    The arrest of { person } comes in the context of attempts to diminish and dismantle Cambodia’s
    main political opposition ahead of the general elections scheduled for { $election }. The CNRP was
    dissolved on 16 November and { $officials-banned } officials, including members of parliament,
    were banned from political activities for five years.

sheet-demands = Please write immediately in English and Khmer or your own language:

sheet-demand-release =
    Calling on the authorities to immediately and unconditionally release { person }, detained in
    violation of his rights to freedom of expression, association and peaceful assembly, and to not
    pursue any criminal charges against him if they relate solely to the peaceful exercise of his
    rights to freedom of expression, association and assembly;

sheet-demand-access =
    Urging that, pending his release, { person } has unrestricted and confidential access to his
    lawyers, family and any necessary medical care;

sheet-demand-activists =
    Calling on the authorities to ensure that all political activists in Cambodia are able to
    peacefully exercise their right to freedom of expression, association and peaceful assembly
    without risk of arrest and harassment.

## Additional information.

sheet-video =
    The case against { person } is based on a video recording of a speech he gave in Australia in
    2013, in which he declares to have received advice from the U.S. Government on how to build a
    peaceful Cambodian grassroots movement.

sheet-repression =
    In the months following the Commune Council Election in June, and ahead of next year’s general
    election, the ruling party has committed a series of seemingly blatant acts of political
    repression against the main political opposition party, the CNRP, including arrests and
    prosecutions against its members on trumped up conspiracy charges, forcing more than half of
    CNRP’s lawmakers to flee the country, out of fear of arrest.

# $party-dissolved (date)
sheet-dissolution =
    On 6 October 2017, the Ministry of Interior (MoI) filed a complaint with the Supreme Court
    requesting it dissolve the CNRP, on the basis that it had allegedly violated the Law on
    Political Parties through acts of a purported opposition-led “colour revolution” steered at
    overthrowing the current government. The CNRP allegedly had “conspired with foreign powers”
    with the alleged assistance of the U.S. Government and in collusion with civil society. On
    { $party-dissolved }, after a three-hour hearing, which was boycotted by the lawyers
    representing the CNRP, the Supreme Court, presided by a judge that is known to have close ties
    to Prime Minister Hun Sen and is a member of high level committees of the ruling party, decided
    to dissolve the CNRP. Lawyers representing the MoI argued, without presenting any evidence, that
    the CNRP was part of a U.S.-funded plot to topple the government before next year’s election.
    The MoI’s lawyers also accused several key civil society members of being “accomplices” to the
    CNRP.

sheet-threats =
    In the weeks leading up to and the day of the Supreme Court’s hearing, the ruling party
    threatened anyone protesting against the CNRP’s dissolution with violence or legal action,
    which came with an increased presence of heavily armed security and military forces around
    Phnom Penh, the construction of road blocks, the obstruction of provincial population from
    entering Phnom Penh the night before the hearing, as well as evening raids on the offices of
    several human rights groups and election watch dogs by large contingents of security forces,
    looking for protesters that they might be housing the night prior to the hearing.

sheet-cchr =
    On 26 November 2017, Prime Minister Hun Sen threatened the closure of the Cambodian Centre for
    Human Rights (CCHR), a prominent and independent local human rights NGO, which was initially
    founded by { person } in 2002. { person } left the organisation in 2007 to resume his political
    activities, which was when CCHR took steps to ensure that CCHR’s mandate and mission was based
    on principles of independence and non-partisanship. On 2 December 2017, Prime Minister Hun Sen
    announced that CCHR was no longer going to be closed as it “complied with the law” and upon
    having successfully passed an investigation by the MoI.

sheet-onslaught =
    This relentless onslaught on the CNRP comes in the context of a much wider attack on
    independent voices in the country, in particular civil society and independent media, leading
    to the silencing of more than 30 radio broadcast frequencies, the shutting down of independent
    press agencies, the suspension and closure of several independent human rights NGOs, the
    continued arbitrary detention of activists, and increased threats and intimidation of critical
    voices in the country.
