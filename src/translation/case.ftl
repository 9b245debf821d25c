### The appeal of the case NAME. Facts such as { $arrested } come from cases/NAME.yaml.
### To write a message, delete the `# ` before its lines and replace the example with your words. A blank
### line begins a new paragraph. Indent the lines of a paragraph.

# The name of the person that the letter is about.
# person = First Last

## The recipients: one message for each `id` in the case file. The text is the full addressee.
## `.name` is the name in it, which is never broken at the end of a line.

# recipient-ID = First Last, Minister of the Interior
#     .name = First Last

## The letter.

# subject = Appeal for { person }

# First paragraph of copies.
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
