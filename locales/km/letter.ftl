### អ្វីដែលលិខិតនីមួយៗត្រូវការ។
### Review status: unreviewed, see locale.yaml. No native reader has checked these sentences yet.

date = ថ្ងៃទី{ $day }{"\u00A0"}ខែ{ $month } ឆ្នាំ{ $year }

month-1 = មករា
month-2 = កុម្ភៈ
month-3 = មីនា
month-4 = មេសា
month-5 = ឧសភា
month-6 = មិថុនា
month-7 = កក្កដា
month-8 = សីហា
month-9 = កញ្ញា
month-10 = តុលា
month-11 = វិច្ឆិកា
month-12 = ធ្នូ

place-and-date = { $place } { $date }
date-line = { $date }

addressee-line = សូមគោរពជូន { $addressee }
subject-line = កម្មវត្ថុ៖ { $subject }

## ពាក្យហៅគោរព

salutation-your-excellency = { $you }
    .you = { $gender ->
        [female] លោកជំទាវ
       *[other] ឯកឧត្តម
    }

salutation-president = { $you }ប្រធានាធិបតី
    .you = { salutation-your-excellency.you }

salutation-prime-minister = { $you }នាយករដ្ឋមន្ត្រី
    .you = { salutation-your-excellency.you }

salutation-minister = { $you }រដ្ឋមន្ត្រី
    .you = { salutation-your-excellency.you }

# ឯកអគ្គរាជទូត ឬឯកអគ្គរដ្ឋទូត អាស្រ័យលើប្រទេស ដូច្នេះពាក្យនេះមិនមានទេ។
salutation-ambassador = { $you }
    .you = { salutation-your-excellency.you }

salutation-prosecutor = { $you }អគ្គព្រះរាជអាជ្ញា
    .you = { salutation-your-excellency.you }

salutation-judge = { $you }
    .you = { $gender ->
        [female] លោកស្រីចៅក្រម
       *[other] លោកចៅក្រម
    }

salutation-governor = { $you }អភិបាល
    .you = { salutation-your-excellency.you }

salutation-director = { $you }
    .you = { $gender ->
        [female] លោកស្រីនាយិកា
       *[other] លោកនាយក
    }

salutation-sir-or-madam = { $you }
    .you = { $gender ->
        [female] លោកស្រី
        [male] លោក
       *[other] លោក លោកស្រី
    }

salutation-by-name = { salutation-the-person }
    .you = { salutation-sir-or-madam.you }

salutation-family = ក្រុមគ្រួសារជាទីគោរព
    .you = ក្រុមគ្រួសារ
    .closing = ដោយក្តីគោរព និងសាមគ្គីភាព៕

salutation-the-person = { $gender ->
        [female] លោកស្រី { $name } ជាទីគោរព
        [male] លោក { $name } ជាទីគោរព
       *[other] { $name } ជាទីគោរព
    }
    .you = { $gender ->
        [female] លោកស្រី
        [male] លោក
       *[other] អ្នក
    }
    .closing = { salutation-family.closing }

salutation-samdech = { $you }
    .you = សម្តេច

list-mark = { $number }.

closing = សូម{ $you } មេត្តាទទួលនូវការគោរពដ៏ខ្ពង់ខ្ពស់អំពីខ្ញុំ៕

copies-to = ចម្លងជូន៖

follow-up = នៅ{ $first-letter } ខ្ញុំបានផ្ញើលិខិតមួយ ក្នុងកម្មវត្ថុ «{ $subject }»។ ខ្ញុំមិនទាន់បានទទួលការឆ្លើយតបនៅឡើយទេ។ ខ្ញុំនៅតែមានការព្រួយបារម្ភ ហើយសូមសរសេរមកសារជាថ្មី។
follow-up-reply = សូមមេត្តាឆ្លើយតបលិខិតនេះ និងជម្រាបខ្ញុំអំពីវិធានការដែលត្រូវបានអនុវត្តក្នុងរឿងនេះ។

solidarity-topic = លិខិតសាមគ្គីភាព

fill-in-name = ឈ្មោះ
fill-in-address = អាសយដ្ឋាន
fill-in-signature = ហត្ថលេខា

page-line = ទំព័រ { $page } នៃ { $pages }
continuation-line = { $addressee } · { $date } · ទំព័រ { $page } នៃ { $pages }

## សន្លឹកសកម្មភាពបន្ទាន់

sheet-kicker = សកម្មភាពបន្ទាន់
sheet-further = ព័ត៌មានបន្ថែមអំពី { $index } · { $day }
sheet-continuation = សកម្មភាពបន្ទាន់ · { $headline }
sheet-send-before = សូមផ្ញើលិខិតអំពាវនាវ មុន{ $send-before } ជូន៖
sheet-as-soon-as-possible = សូមផ្ញើលិខិតអំពាវនាវ ឱ្យបានឆាប់បំផុត ជូន៖
sheet-copies = និងចម្លងជូន៖
sheet-diplomats = សូមផ្ញើច្បាប់ចម្លងជូនតំណាងការទូត ដែលប្រចាំនៅក្នុងប្រទេសរបស់អ្នកផងដែរ។
sheet-section-office = សូមសួរការិយាល័យប្រចាំប្រទេសរបស់អ្នក ប្រសិនបើអ្នកផ្ញើលិខិតអំពាវនាវក្រោយថ្ងៃខាងលើ។
sheet-telephone = ទូរសព្ទ៖ { $numbers }
sheet-fax = ទូរសារ៖ { $numbers }
sheet-email = អ៊ីមែល៖ { $address }
sheet-web = គេហទំព័រ៖ { $address }
sheet-salutation = ពាក្យហៅគោរព៖ { $salutation }
sheet-additional = ព័ត៌មានបន្ថែម
sheet-issued = ចេញផ្សាយនៅ{ $date }

## ទំព័រមុខនៃទូរសារ

fax-heading = ទូរសារ
fax-to = ជូន
fax-number = លេខទូរសារ
fax-dialled = លេខត្រូវចុច
fax-from = ពី
fax-date = កាលបរិច្ឆេទ
fax-pages = ចំនួនទំព័រ
fax-page-count = { $pages } រួមទាំងទំព័រនេះ
fax-subject = កម្មវត្ថុ

fax-note =
    ទំព័របន្ទាប់ជាលិខិតអំពាវនាវដើម្បីសិទ្ធិមនុស្ស ដែលជាផ្នែកមួយនៃសកម្មភាពបន្ទាន់។ មនុស្សនៅក្នុងប្រទេសជាច្រើន សរសេរលិខិតបែបនេះក្នុងនាមខ្លួនឯង។

    សូមជូនទំព័រទាំងអស់ដល់អ្នកទទួល។ ប្រសិនបើខ្វះទំព័រណាមួយ ឬអានមិនច្បាស់ សូមទាក់ទងអ្នកផ្ញើ។

fax-note-solidarity =
    ទំព័របន្ទាប់ជាលិខិតផ្ទាល់ខ្លួន ដើម្បីបង្ហាញសាមគ្គីភាព។

    សូមជូនទំព័រទាំងអស់ដល់អ្នកទទួល។ ប្រសិនបើខ្វះទំព័រណាមួយ ឬអានមិនច្បាស់ សូមទាក់ទងអ្នកផ្ញើ។

## ទំព័រមុខនៃកញ្ចប់លិខិត

pack-heading = លិខិតដែលត្រូវចុះហត្ថលេខា និងផ្ញើតាមប្រៃសណីយ៍
pack-greeting = ជូនចំពោះ { $name }
pack-note =
    { $letters ->
        [1] សូមអានលិខិតនេះ ចុះហត្ថលេខា ហើយផ្ញើតាមប្រៃសណីយ៍ជូន៖
       *[other] សូមអានលិខិតទាំង { $letters } នេះ ចុះហត្ថលេខាលើលិខិតនីមួយៗ ហើយផ្ញើតាមប្រៃសណីយ៍ជូន៖
    }
pack-together = សូមដាក់លិខិតជូនអ្នកទទួលតែម្នាក់ ក្នុងស្រោមសំបុត្រតែមួយ។
pack-before = សូមផ្ញើមុន{ $send-before }។
pack-thanks = សូមអរគុណដែលបានសរសេរលិខិត។
