import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Version;

/**
 * Prints the text of a PDF as PDFBox reads it, each page ended by U+000C: {@code java -cp JARS PdfBox.java FILE}
 *
 * <p>JARS are pdfbox2.jar, fontbox2.jar and commons-logging.jar.
 */
public final class PdfBox {
    /** It speaks of this machine's fonts and its own list of them, never of the PDF. Held, for loggers are forgotten. */
    private static final Logger FONTS_OF_THE_MACHINE =
            Logger.getLogger("org.apache.pdfbox.pdmodel.font.FileSystemFontProvider");

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println("PDFBox " + Version.getVersion());
            return;
        }
        // A complaint in one line, without the time.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s: %5$s (%3$s)%n");
        System.setProperty("java.awt.headless", "true");
        FONTS_OF_THE_MACHINE.setLevel(Level.OFF);
        try (PDDocument document = PDDocument.load(new File(arguments[0]));
                Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            stripper.setPageEnd("");
            // One at a time: asked for all of them, it leaves out the end of a page without contents.
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                stripper.writeText(document, out);
                out.write('\f');
            }
        }
    }
}
