### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Babak Rostamian

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-oberste-justizautoritat = Oberste Justizautorität

recipient-botschaft = BOTSCHAFT DER ISLAMISCHEN REPUBLIK IRAN, S. E. Herrn Alireza Moradi
    .name = S. E. Herrn Alireza Moradi

## Forms of address of this case, in the words of the text.

salutation-your-excellency-exzellenz = Your Excellency / Exzellenz,

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

# First paragraph of copies. The text has no words for it.
# copy-opening =
#     Ich sende Ihnen eine Kopie meines Appells an { recipient-oberste-justizautoritat }. Er lautet
#     wie folgt.

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

# $arrested (date)
arrest =
    { person } wurde am { $arrested } festgenommen. Er durfte erst nach vierzig Tagen mit einem
    Anwalt sprechen.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = Ich bitte Sie höflich:

demand-1 = Bitte lassen Sie { person } nicht hinrichten.

demand-2 = Ich fordere Sie auf, das Verfahren neu aufzunehmen.

## The Urgent Action sheet.

sheet-headline = DROHENDE HINRICHTUNG NACH UNFAIREM PROZESS

# $date-1 (date)
sheet-lead =
    Am { $date-1 } bestätigte das Oberste Gericht das Todesurteil gegen { person }. Er könnte
    jederzeit hingerichtet werden.

sheet-demands =
    BITTE SCHREIBEN SIE

    LUFTPOSTBRIEFE, FAXE ODER E-MAILS MIT FOLGENDEN FORDERUNGEN

## Additional information on the sheet.

more-paragraph = Im Jahr 2015 wurden mindestens 900 Menschen hingerichtet.

## Words of the text that are in no message and in no field of the case, by their lines.

# Heading (line 1): URGENT ACTION
# Heading (line 14): APPELLE AN
# Heading (line 20): (Anrede:
# Heading (line 23): KOPIEN AN
# Heading (line 31): Bitte schreiben Sie Ihre Appelle möglichst sofort. Schreiben Sie in gutem Persisch, Englisch oder auf Deutsch. Da Informationen in Urgent Actions schnell an Aktualität verlieren können, bitten wir Sie, nach dem 20. Juni 2016 keine Appelle mehr zu verschicken.
# Heading (line 33): HINTERGRUNDINFORMATIONEN
