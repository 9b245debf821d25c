### The appeal of the case made. Facts such as { $arrested } come from cases/made.yaml.
### A message that is a comment is still to be written. Correct its words, and delete the `# ` before its lines.

person = Jacinta Robledo Quim

## The recipients. The text is the full addressee; `.name` is the name in it, which is never
## broken at the end of a line.

recipient-fiscal-general = Fiscal General del Estado, Lic. Evaristo Pineda Luján
    .name = Lic. Evaristo Pineda Luján

recipient-gobernacion-secretaria = Secretaria de Gobernación, Mtra. Rebeca Olvera Sanz
    .name = Mtra. Rebeca Olvera Sanz

recipient-comite-vecinal = Comité Vecinal del Río Verde

## Forms of address of this case, in the words of the text.

salutation-estimado-senor-fiscal = Estimado Señor Fiscal:

salutation-estimada-senora-secretaria = Estimada Señora Secretaria:

## The letter.

# The text has no subject for the letter. Write in a few words what it asks for, for example:
# Appeal for the release of …
subject = { person }

# First paragraph of copies. The text has no words for it.
# copy-opening =
#     Le envío una copia del llamamiento que he dirigido a { recipient-fiscal-general };
#     { recipient-gobernacion-secretaria }. Dice así.

## The account. The letter and the sheet both have it: `letter` and `sheet` in the case file name these
## messages. To say something else in one of them, write a new message and name it there.

# $date-1 (date)
paragraph =
    { person } encabeza desde hace nueve años el comité vecinal que se opone a una presa sobre el
    río de su pueblo. El { $date-1 } encontró en la puerta de su casa una nota con su nombre y una
    bala. Dos días después, un desconocido la llamó por teléfono y le dijo que dejara de hablar “o
    que comprara cuatro ataúdes”.

paragraph-2 =
    La defensora presentó una denuncia ante la fiscalía del distrito, donde un funcionario le
    aconsejó que se mudara. El mecanismo federal de protección contestó el 22 de marzo que su caso
    no era urgente.

## The demands of the letter.

# Introduces the demands. On the sheet, these words speak to the writers of letters.
# demands = Con todo respeto, le pido:

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-protection =
#     que las autoridades protejan a { person } y a su familia, de acuerdo con sus deseos;

# Rewrite: on the sheet, this demand speaks to the writers of letters. This could be said to the recipient:
# demand-investigation =
#     que se investiguen las amenazas y el ataque de manera pronta, exhaustiva e imparcial, y que los
#     responsables comparezcan ante la justicia;

# Rewrite: on the sheet, this demand speaks to the writers of letters. Say it to the recipient:
# demand-3 = … su preocupación por los ataques contra quienes defienden la tierra y el agua en México.

## The Urgent Action sheet.

sheet-headline = AMENAZAS CONTRA UNA DEFENSORA DEL AGUA

# $date-2 (date)
sheet-lead =
    { person }, defensora del agua en la sierra de Oaxaca, recibió tres amenazas de muerte en una
    semana. El { $date-2 } dos hombres dispararon contra su casa mientras dormían sus hijas. Las
    autoridades no le han dado protección.

sheet-demands = Escriban inmediatamente en español o en su propio idioma:

sheet-demand-protection =
    Instando a las autoridades a que protejan a { person } y a su familia, de acuerdo con sus
    deseos;

sheet-demand-investigation =
    Pidiendo que se investiguen las amenazas y el ataque de manera pronta, exhaustiva e imparcial, y
    que los responsables comparezcan ante la justicia;

sheet-demand-3 =
    Expresando su preocupación por los ataques contra quienes defienden la tierra y el agua en
    México.

## Additional information on the sheet.

more-paragraph =
    En los últimos cinco años han sido asesinadas en el estado al menos catorce personas que
    defendían sus tierras. En casi ninguno de esos casos se ha juzgado a los responsables.

more-trial =
    La presa, que inundaría dos pueblos, se aprobó sin consultar a sus habitantes. Un tribunal
    suspendió las obras en 2019, pero la empresa siguió trabajando de noche.

## Words of the text that are in no message and in no field of the case, by their lines.

# Heading (line 1): ACCIÓN URGENTE
# Heading (line 25): ENVÍEN LLAMAMIENTOS ANTES DEL 6 DE MAYO DE 2021 A:
# Heading (line 29): Correo electrónico:
# Heading (line 30): Tratamiento:
# Heading (line 34): Correo electrónico:
# Heading (line 35): Tratamiento:
# Heading (line 37): Y copias a:
# Heading (line 39): Correo electrónico:
# Heading (line 41): Consulten con la oficina de su Sección si van a enviar llamamientos después de la fecha indicada.
# Heading (line 43): INFORMACIÓN ADICIONAL
