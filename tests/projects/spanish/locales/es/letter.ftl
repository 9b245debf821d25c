date = { $day } de { $month } de { $year }

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

place-and-date = { $place }, { $date }
date-line = { $date }
addressee-line = A { $addressee }
subject-line = Asunto: { $subject }
salutation-your-excellency = Excelencia:
list-mark = { $number }.
closing = Atentamente,
copies-to = Con copia a:

follow-up =
    El { $first-letter } le escribí con el asunto «{ $subject }». No he recibido respuesta. Mi
    preocupación continúa, y le escribo de nuevo.
follow-up-reply = Le pido que responda a esta carta y me informe de las medidas que se hayan tomado.

solidarity-topic = Carta de solidaridad

fill-in-name = Nombre
fill-in-address = Dirección
fill-in-signature = Firma
page-line = Página { $page } de { $pages }
continuation-line = { $addressee } · { $date } · Página { $page } de { $pages }

sheet-kicker = ACCIÓN URGENTE
sheet-further = MÁS INFORMACIÓN SOBRE { $index } · { $day }
sheet-continuation = ACCIÓN URGENTE · { $headline }
sheet-send-before = ENVÍEN SUS LLAMAMIENTOS ANTES DEL { $send-before-capitals } A:
sheet-as-soon-as-possible = ESCRIBAN LO ANTES POSIBLE A:
sheet-copies = Y copias a:
sheet-diplomats = Envíen también copias a la representación diplomática acreditada en su país.
sheet-section-office = Consulten con la oficina de su sección si van a enviar llamamientos después de la fecha indicada.
sheet-telephone = Teléfono: { $numbers }
sheet-fax = Fax: { $numbers }
sheet-email = Correo electrónico: { $address }
sheet-web = Web: { $address }
sheet-issued = Fecha de publicación: { $date }
sheet-salutation = Tratamiento: { $salutation }
sheet-additional = INFORMACIÓN ADICIONAL

fax-heading = FAX
fax-to = Para
fax-number = Número de fax
fax-dialled = Número para marcar
fax-from = De
fax-date = Fecha
fax-pages = Páginas
fax-page-count = { $pages }, esta incluida
fax-subject = Asunto

fax-note =
    Las páginas siguientes son un llamamiento en favor de los derechos humanos. Forman parte de una
    acción urgente, en la que personas de muchos países escriben en su propio nombre.

    Entreguen todas las páginas al destinatario. Si falta alguna o no se puede leer, pidan al remitente
    que la envíe de nuevo.

fax-note-solidarity =
    Las páginas siguientes son una carta personal de solidaridad.

    Entreguen todas las páginas al destinatario. Si falta alguna o no se puede leer, pidan al remitente
    que la envíe de nuevo.

pack-heading = Cartas para firmar y enviar
pack-greeting = Hola, { $name }:
pack-note =
    { $letters ->
        [one] Lea esta carta, fírmela y envíela a:
       *[other] Lea estas { $letters } cartas, firme cada una y envíelas a:
    }
pack-together = Ponga las cartas al mismo destinatario en un solo sobre.
pack-before = Envíelas antes del { $send-before }.
pack-thanks = Gracias por escribir.
