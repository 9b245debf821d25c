### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Marek Dolevan

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-justice-minister = Ms Ilvana Torrekov, Minister of Justice and Public Order
    .name = Ms Ilvana Torrekov

recipient-embassy-gb = Embassy of the Republic of Moldova

## Forms of address of this case, in the words of the text.

salutation-dear-minister = Dear Minister,
    .closing = Yours sincerely,

## The letter.

subject = Detention of the teacher { person }

# First paragraph of copies. The text has no words for it.
# copy-opening =
#     I am sending you a copy of the appeal that I have addressed to { recipient-justice-minister }.
#     It reads as follows.

# $arrested (date)
concern =
    I am writing to you because I am worried about { person }, a teacher of geography from the town
    of Sorrel, who has been in pre-trial detention for more than five months. Police officers
    arrested him at his school on { $arrested }, in front of his pupils, after he had shared a
    petition against the closure of the local library.

# $prolonged (date)
charges =
    { person } is accused of “calling for mass disorder” under Article 285 of the Criminal Code. The
    petition, which I have read in translation, asks for a meeting with the mayor and for nothing
    else. On { $prolonged } the district court prolonged his detention without hearing his lawyer.

health =
    His sister Dorina says that he has lost eleven kilograms and that he has not seen a doctor since
    November. He has diabetes, and his insulin was kept from him for several days {"{"}she has kept
    the receipts{"}"}.

demands = I therefore respectfully ask you:

demand-release =
    to release { person } immediately and unconditionally, since he is held only because he
    exercised his right to freedom of expression;

demand-health =
    to ensure that, until then, he has the medical care which he needs, and that he can see his
    lawyer and his family;

demand-3 =
    to have the treatment of prisoners in Sorrel investigated independently, and to publish the
    results.

reply = I look forward to hearing from you what steps you are taking in this matter.

## Words of the text that are in no message and in no field of the case, by their lines.

# Left out, the sender or the day of the letter (line 1): [Your name]
# Left out, the sender or the day of the letter (line 2): [Your address]
# Left out, the sender or the day of the letter (line 4): 14 March 2024
# Heading (line 13): Re:
# Joined at the end of a line (line 18): deten- tion became detention
# Number of an item (line 34): 1.
# Number of an item (line 36): 2.
# Number of an item (line 38): 3.
# Left out, the sender or the day of the letter (line 45): [Signature]
# Heading (line 47): cc:
