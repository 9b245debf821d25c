### An example: this person does not exist. Facts such as { $arrested } come from
### cases/example-writer.yaml.

# The prisoner's name.
person = Petar Primer

## The recipients.

recipient-justice-minister = The Minister of Justice

recipient-foreign-minister = The Minister of Foreign Affairs

recipient-embassy-gb = Embassy of the Republic of Serbia

## The letter.

subject = Appeal for the immediate and unconditional release of { person }

# First paragraph of copies.
# $you (string) - the word by which the letter addresses its recipient, from the form of address
copy-opening =
    I am sending { $you } a copy of the appeal that I have addressed to the Minister of
    Justice. It reads as follows.

# $arrested (date), $article (number), $years (number)
concern =
    I am writing to you out of deep concern for { person }. He was arrested at his house on
    { $arrested } and is accused under Article{"\u00A0"}{ $article } of the Criminal Code. If found
    guilty, he faces up to { $years } years in prison.

# $detained (date), $court (string) - the court's own name in its own script
detention =
    Since { $detained } he has been held in pre-trial detention. The court ({ $court }) denied him
    bail.

# $hearing (date)
context =
    I believe that he is held solely for the peaceful exercise of his human rights. The court is to
    question him on { $hearing }.

demands = I respectfully call on you and on the authorities:

demand-release = to immediately and unconditionally release { person };

demand-access =
    pending his release, to give him unrestricted and confidential access to his lawyers, his
    family and any necessary medical care.

reply = I should be grateful to hear from you what steps are taken in this matter.

## The Urgent Action sheet.

sheet-headline = Example: { person } is detained

# $arrested (date), $years (number)
sheet-lead =
    On { $arrested }, { person } was arrested at his house. If found guilty, he faces up to { $years }
    years in prison.

# $detained (date), $article (number), $court (string), $hearing (date)
sheet-detention =
    Since { $detained } he has been held in pre-trial detention. He is accused under
    Article{"\u00A0"}{ $article } of the Criminal Code. The court ({ $court }) denied him bail, and is to
    question him on { $hearing }.

sheet-demands = Please write immediately in English or your own language:

sheet-demand-release =
    Calling on the authorities to immediately and unconditionally release { person };

sheet-demand-access =
    Urging that, pending his release, { person } has unrestricted and confidential access to his
    lawyers, family and any necessary medical care.

## Additional information.

sheet-example = This is an example. { person } does not exist. Please post no letter.
