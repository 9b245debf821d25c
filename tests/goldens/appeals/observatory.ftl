### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Brenda Choc Ical

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-president = President of the Republic of Guatemala, Mr. Ramiro Solares Paz
    .name = Mr. Ramiro Solares Paz

recipient-attorney-general = Attorney General, Ms. Lucía Terraza Ruiz
    .name = Ms. Lucía Terraza Ruiz

recipient-permanent-mission = Permanent Mission of Guatemala to the United Nations in Geneva

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

# $date-1 (date), $hearing (date)
trial =
    On { $date-1 }, Ms. { person }, a member of the community radio “Voces”, was summoned before the
    court of Cobán, where she was told that she was accused of “incitement”. The hearing was
    postponed to { $hearing }.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = I respectfully call on you and on the authorities to:

demand-1 = Guarantee, in all circumstances, the physical and psychological integrity of { person };

demand-2 = Put an end to all acts of harassment against her;

demand-expression = Conform with the provisions of the UN Declaration on Human Rights Defenders.

## The Urgent Action sheet.

sheet-headline = Judicial harassment, Guatemala

sheet-lead =
    The Observatory has received new information and requests your urgent intervention in the
    following situation in Guatemala.

sheet-demands =
    Actions requested:

    Please write to the authorities of Guatemala asking them to:

## Additional information on the sheet.

more-paragraph =
    { person } has reported on the plantation of palm oil since 2014. She was attacked twice.

## Words of the text that are in no message and in no field of the case, by their lines.

# Heading (line 1): URGENT APPEAL - THE OBSERVATORY
# Detail of the sheet (line 3): GTM 003 / 0719 / OBS 044
# Detail of the sheet (line 6): July 9, 2019
# Heading (line 10): New information:
# Heading (line 14): Background information:
# Number of an item (line 22): i.
# Number of an item (line 24): ii.
# Number of an item (line 26): iii.
# Heading (line 28): Addresses:
# Heading (line 34): Please also write to the diplomatic representations of Guatemala in your respective countries.
# Not placed (line 36): Geneva-Paris, July 9, 2019
# Not placed (line 39): Kindly inform us of any action undertaken quoting the code of this appeal in your reply.
