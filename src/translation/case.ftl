### The appeal of the case NAME. Facts such as { $arrested } come from cases/NAME.yaml.
### To write a message, take the `# ` before its lines away and put your words behind the `=`. A blank
### line begins a new paragraph; the lines of a paragraph are indented.

# The name of the person in whose favour the letter is written.
# person = First Last

## The recipients: a message for each `id` in the case's file. The value is the addressee in full;
## `.name` is the part that is a name, which is never broken at the end of a line.

# recipient-ID = First Last, Minister of the Interior
#     .name = First Last

## The letter.

# subject = Appeal for { person }

# First paragraph of the letters that go out as copies.
# copy-opening = I am sending Your Excellency a copy of the appeal that I have addressed to …

# Who is it about, and what happened?
# concern = I am writing to you out of concern for { person }, who was arrested on { $arrested } …

# Why is it wrong?
# context = I believe that …

# Introduces the list of demands.
# demands = I respectfully call on you:

# demand-1 = to release { person } immediately and unconditionally;

# demand-2 = to ensure that …

# reply = I should be grateful to hear from you what steps are taken in this matter.
