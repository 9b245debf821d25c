import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDFs with veraPDF: each file named on the command line against PDF/A-2a and PDF/UA-1.
 *
 * <p>Each clause that a file breaks is told once, with a place where it does; then comes a count
 * for each standard. The exit code is 0 if every file keeps both standards, and 1 otherwise.
 */
public final class Validate {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

    /** How many failures of one clause are recorded: one is told. */
    private static final int RECORDED = 1;

    public static void main(String[] files) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allKept = files.length > 0;
        for (PDFAFlavour standard : STANDARDS) {
            int kept = 0;
            long assertions = 0;
            for (String file : files) {
                List<String> faults = new ArrayList<>();
                assertions += validate(new File(file), standard, faults);
                if (faults.isEmpty()) {
                    kept++;
                } else {
                    System.out.println(file + " breaks " + standard);
                    faults.forEach(fault -> System.out.println("  " + fault));
                }
            }
            System.out.printf("%s: %d of %d files, %d assertions%n", standard, kept, files.length, assertions);
            allKept &= kept == files.length;
        }
        System.exit(allKept ? 0 : 1);
    }

    /** Adds to {@code faults} what the file breaks, and gives the number of assertions tested. */
    private static long validate(File file, PDFAFlavour standard, List<String> faults) {
        long assertions = 0;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, standard);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(standard, RECORDED, false, true, false)) {
            for (ValidationResult result : validator.validateAll(parser)) {
                assertions += result.getTotalAssertions();
                Set<String> told = new LinkedHashSet<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        told.add(describe(assertion));
                    }
                }
                if (!result.isCompliant() && told.isEmpty()) {
                    told.add("veraPDF names no clause");
                }
                faults.addAll(told);
            }
            if (assertions == 0) {
                faults.add("veraPDF tested nothing");
            }
        } catch (Exception error) {
            faults.add("veraPDF cannot read it: " + error);
        }
        return assertions;
    }

    private static String describe(TestAssertion assertion) {
        return String.format(
                "%s %s, test %d: %s (at %s)",
                assertion.getRuleId().getSpecification(),
                assertion.getRuleId().getClause(),
                assertion.getRuleId().getTestNumber(),
                assertion.getMessage().replaceAll("\\s+", " "),
                assertion.getLocation().getContext());
    }
}
