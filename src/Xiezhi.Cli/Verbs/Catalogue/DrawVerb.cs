using System.CommandLine;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Drawing;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>catalogue draw PROCEDURE[@EDITION] [-o FILE] [--english]</c></summary>
internal static class DrawVerb
{
    public static Command Create()
    {
        var which = new Argument<string>("PROCEDURE") { Description = "A procedure, or one edition of it: chapter/procedure@yyyy-MM-dd; of several the last." };
        var (catalogue, english) = (LawSources.Option(), Options.English());
        var output = new Option<string?>("-o") { Description = "The file to write; without it the drawing goes to standard output." };
        var command = new Command("draw", "Draws a procedure as SVG: stages, acts with who does them, limits with their days and articles.") { which, catalogue, english, output };
        command.SetAction(result => Draw(LawSources.Of(result.GetValue(catalogue)), result.GetValue(which)!, result.GetValue(english), result.GetValue(output)));
        return command;
    }

    private static int Draw(LawSources sources, string which, bool english, string? output)
    {
        var edition = LawSources.Editions(LawSources.Sound(CatalogueReader.Read(sources.Catalogue)).Book!, which)[^1];
        var svg = ProcedureDrawing.Svg(edition, english);
        if (output is null) { Console.WriteLine(svg); }
        else { File.WriteAllText(output, svg); }
        return Shell.Done;
    }
}
