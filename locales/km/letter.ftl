### អ្វីដែលលិខិតនីមួយៗត្រូវការ។
### Review status: unreviewed, see locale.yaml. No native reader has checked these sentences yet.

date = ថ្ងៃទី{ $day } ខែ{ $month } ឆ្នាំ{ $year }

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

salutation-your-excellency = ឯកឧត្តម

list-mark = { $number }.

closing = សូមឯកឧត្តមទទួលនូវការគោរពដ៏ខ្ពង់ខ្ពស់អំពីខ្ញុំ។

copies-to = ចម្លងជូន៖

fill-in-name = ឈ្មោះ
fill-in-address = អាសយដ្ឋាន
fill-in-signature = ហត្ថលេខា

page-line = ទំព័រ { $page } នៃ { $pages }
continuation-line = { $addressee } · { $date } · ទំព័រ { $page } នៃ { $pages }
