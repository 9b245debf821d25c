### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Ngan Thi Suong

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

paragraph =
    { person } is a journalist and a member of the Independent Farmers Group. She has written about
    land confiscation since 2015.

paragraph-2 =
    Front Line Defenders condemns the sentencing of { person }, as it believes that she was targeted
    solely because of her peaceful work.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = I respectfully call on you and on the authorities to:

demand-release = Immediately and unconditionally release { person } and quash her conviction;

demand-2 =
    Ensure that her treatment in prison is in line with the UN rules for the treatment of women
    prisoners;

demand-expression =
    Guarantee in all circumstances that human rights defenders in Vietnam can carry out their work
    without fear of reprisals.

## The Urgent Action sheet.

sheet-headline = Vietnam: Human rights defender { person } sentenced to six years

# $sentenced (date)
sheet-lead =
    On { $sentenced }, the People's Court of Ha Giang sentenced woman human rights defender
    { person } to six years in prison on charges of “making propaganda against the State” under
    Article 117 of the Penal Code.

sheet-demands = Front Line Defenders urges the authorities in Vietnam to:

## Words of the text that are in no message and in no field of the case, by their lines.

# Number of an item (line 11): 1.
# Number of an item (line 12): 2.
# Number of an item (line 13): 3.
