### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Issoufou Karimou

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-justice-ministre = Monsieur Célestin Abouba, Ministre de la Justice, Garde des Sceaux
    .name = Monsieur Célestin Abouba

recipient-embassy-fr = Ambassade du Niger

## Forms of address of this case, in the words of the text.

salutation-monsieur-le-ministre = Monsieur le Ministre,
    .closing =
        Dans l’attente de votre réponse, je vous prie d’agréer, Monsieur le Ministre, l’expression
        de ma haute considération.

## The letter.

subject = détention de M. { person }

# First paragraph of copies. The text has no words for it.
# copy-opening =
#     Je vous adresse une copie de l’appel que j’ai envoyé à { recipient-justice-ministre }. En voici
#     le texte.

# $arrested (date)
concern =
    J’ai appris par l’ACAT que M. { person }, professeur de français à Zinder, a été arrêté le
    { $arrested } à son domicile et qu’il est détenu depuis lors sans avoir été présenté à un juge.

family =
    Selon sa famille, { person } a été frappé à plusieurs reprises pendant les premiers jours de sa
    détention. Il souffre de douleurs au dos et n’a pas vu de médecin.

demands = C’est pourquoi je vous demande respectueusement :

demand-release = de libérer { person } sans délai ;

demand-health = de veiller à ce qu’il reçoive les soins médicaux dont il a besoin ;

demand-investigation =
    d’ouvrir une enquête sur les mauvais traitements qu’il a subis et de traduire les responsables
    en justice.

## Words of the text that are in no message and in no field of the case, by their lines.

# Left out, the sender or the day of the letter (line 8): Paris, le 12 avril 2019
# Heading (line 10): Objet :
# Joined at the end of a line (line 17): dé- tention. became détention.
# Heading (line 28): Copie à :
