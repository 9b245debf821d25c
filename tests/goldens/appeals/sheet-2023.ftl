### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person-alesia-varnik = Alesia Varnik

person-pavel-hrodko = Pavel Hrodko

person-tamara-lisetskaya = Tamara Lisetskaya

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-prosecutor-general = Prosecutor General, Andrei Shvedko
    .name = Andrei Shvedko

## Forms of address of this case, in the words of the text.

salutation-dear-prosecutor-general = Dear Prosecutor General,
    .closing = Yours sincerely,

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { $persons }

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

# $arrested (date)
concern =
    I am deeply concerned about { person-alesia-varnik }, { person-pavel-hrodko } and
    { person-tamara-lisetskaya }, who were arrested on { $arrested } after they had sung an old folk
    song in the courtyard of the house in which they live.

paragraph =
    { person-tamara-lisetskaya } is sixty-four years old and has asthma. The cell in which she is
    held has no window that can be opened, and her requests for an inhaler were refused twice.
    { person-alesia-varnik } has a son of six years, whom she has not been allowed to call.

paragraph-2 =
    The three singers did nothing but exercise their rights to freedom of expression and peaceful
    assembly, which Belarus has promised to protect.

request =
    I urge you to release { person-alesia-varnik }, { person-pavel-hrodko } and
    { person-tamara-lisetskaya } immediately and unconditionally, and to drop all charges against
    them. Until then, please ensure that { person-tamara-lisetskaya } gets the medical care that she
    needs, and that all three can speak with their families.

## The Urgent Action sheet.

sheet-headline = THREE CHOIR SINGERS FACE TRIAL FOR A SONG

# $arrested (date)
sheet-lead =
    { person-alesia-varnik }, { person-pavel-hrodko } and { person-tamara-lisetskaya }, members of
    an amateur choir, have been in detention since { $arrested } because they sang in the courtyard
    of their house. They are charged with “organizing actions that grossly violate public order” and
    may be imprisoned for up to four years. They must be released immediately and unconditionally.

sheet-demands = TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER

sheet-languages =
    PREFERRED LANGUAGE TO ADDRESS TARGET: Belarusian, Russian, English

    You can also write in your own language.

## Additional information on the sheet.

more-paragraph =
    The choir “Zviazda” has existed for eleven years. Its members are pensioners, nurses and shop
    assistants, who meet on Thursdays in the hall of a fire station. Nobody among them has been
    politically active.

more-protest =
    WHY A SONG IS A CRIME

    After the protests of 2020 the courts have treated songs, colours and flowers as “unauthorized
    mass events”. In the spring of 2022 a man was sentenced to 15 days because he had whistled a
    melody at a bus stop.

# $trial (date)
more-trial =
    The trial was announced for { $trial }. It will be closed to the public, and the lawyers had to
    sign that they would not speak about it.

## Words of the text that are in no message and in no field of the case, by their lines.

# Detail of the sheet (line 1): First UA: 41/23 Index: EUR 49/6604/2023 Belarus Date: 17 April 2023
# Heading (line 3): URGENT ACTION
# Heading (line 30): ADDITIONAL INFORMATION
# Heading (line 43): AND PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: As long as the case is open
# Heading (line 44): Please check with the Amnesty office in your country if you wish to send appeals after the deadline.
# Heading (line 46): NAME AND PREFERRED PRONOUN:
# Detail of the sheet (line 46): Alesia Varnik (she/her), Pavel Hrodko (he/him), Tamara Lisetskaya (she/her)
# Detail of the sheet (line 48): LINK TO PREVIOUS UA: N/A
