### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Estelle Mbarga

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-justice-minister = Minister of Justice, M. Bertin Essomba
    .name = M. Bertin Essomba

recipient-delegate-general = Delegate General of Police

## Forms of address of this case, in the words of the text.

salutation-dear-sir = Dear Sir,

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

torture =
    { person } and two colleagues were taken from the office of their union in Douala on 11 March by
    men in plain clothes. They have not been seen since, and there are fears that they are being
    tortured.

paragraph =
    According to neighbours, the men arrived in two cars without number plates. One of them showed a
    card of the military security.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = I respectfully call on you and on the authorities:

# Rewrite: on the sheet, this demand speaks to the writers of letters. Say it to the recipient:
# demand-protection = … concern for the safety of { person } and her two colleagues;

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-access =
#     to reveal where they are, and to give them access to lawyers, their families and any medical
#     treatment they may need;

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-release = to release them, unless they are charged with a recognizably criminal offence.

## The Urgent Action sheet.

sheet-headline = Fear of torture / incommunicado detention

sheet-lead = CAMEROON { person } (f), trade unionist, aged 34 Two other trade unionists

sheet-demands =
    RECOMMENDED ACTION: Please send appeals to arrive as quickly as possible, in French, English or
    your own language:

sheet-demand-protection = expressing concern for the safety of { person } and her two colleagues;

sheet-demand-access =
    asking the authorities to reveal where they are, and to give them access to lawyers, their
    families and any medical treatment they may need;

sheet-demand-release =
    calling on the authorities to release them, unless they are charged with a recognizably criminal
    offence.

## Additional information on the sheet.

more-detention =
    Trade unionists have been detained without charge several times since the strike of November
    2004. In December a teacher died in custody; nobody was charged.

## Words of the text that are in no message and in no field of the case, by their lines.

# Detail of the sheet (line 1): PUBLIC AI Index: AFR 99/004/2005
# Detail of the sheet (line 2): 14 March 2005
# Detail of the sheet (line 4): UA 60/05
# Heading (line 16): BACKGROUND INFORMATION
# Heading (line 28): APPEALS TO:
# Heading (line 42): COPIES TO: diplomatic representatives of Cameroon accredited to your country.
# Heading (line 44): PLEASE SEND APPEALS IMMEDIATELY. Check with the International Secretariat, or
# Heading (line 45): your section office, if sending appeals after 25 April 2005.
