### The words of the case NAME. The examples below are comments. To write a message, delete the `# ` before it and
### replace the example with your words. Begin each further line with some spaces. A blank line begins a new paragraph.

# The recipient's full name: one message for each recipient, with its `id` from the case file in place of ID.
# recipient-ID = First Last, Minister of the Interior

# What the letter is about, in a few words.
# subject = Appeal for First Last

# Who is it about, what happened, and why is it wrong?
# concern = I am writing to you out of concern for First Last, who was …

# Introduces the list of demands.
# demands = I respectfully call on you:

# demand-1 = to release First Last immediately and unconditionally;

# demand-2 = to ensure that …

# reply = I should be grateful to hear from you what steps are taken in this matter.
