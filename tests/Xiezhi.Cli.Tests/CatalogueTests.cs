namespace Xiezhi.Cli.Tests;

public sealed class CatalogueTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_real_catalogue_is_sound_and_lists_its_doubts()
    {
        var answer = Answer.To("catalogue", "check", "--json");

        Assert.Equal(0, answer.ExitCode);
        Assert.True(answer.Json().GetProperty("ok").GetBoolean());
        Assert.NotEqual(0, answer.Json().GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public void A_mistake_is_told_with_file_line_and_a_way_out()
    {
        // Given a catalogue whose act leads to a stage that is not there
        var sound = Path.Combine(Answer.Root, "tests", "Xiezhi.Catalogue.Tests", "sound");
        foreach (var file in Directory.EnumerateFiles(sound, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(sound, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var edition = Path.Combine(folder, "catalogue", "procedures", "disputes", "complaint", "2020-01-01.yaml");
        File.WriteAllText(edition, File.ReadAllText(edition).Replace("to: open", "to: opne", StringComparison.Ordinal));

        var answer = Answer.To("catalogue", "check", Path.Combine(folder, "catalogue"));

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("catalogue/procedures/disputes/complaint/2020-01-01.yaml(10,", answer.Output, StringComparison.Ordinal);
        Assert.Contains("XZ010 there is no stage 'opne'. Did you mean 'open'?", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_wrong_use()
    {
        var answer = Answer.To("catalogue", "check", Path.Combine(folder, "nowhere"));

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("nowhere", answer.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_that_holds_passes()
    {
        var answer = Answer.To("scenario", "catalogue/procedures/services/citizen-appeal/scenarios/ordinary-life.yaml");

        Assert.Equal(0, answer.ExitCode);
        Assert.EndsWith(" passed, 0 failed.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_that_does_not_hold_fails_with_the_working()
    {
        var story = Path.Combine(folder, "services", "citizen-appeal", "scenarios", "wrong.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(story)!);
        File.WriteAllText(story, """
            - name: 咨询三个工作日
              city: yibin
              roles: { citizen: 甲, hotline: hotline-center, handler: market }
              steps:
                - { at: 2023-03-01T09:00, act: register, by: hotline-center, with: { category: consult, subject: prices, told: 收费 } }
                - { at: 2023-03-01T10:00, act: dispatch, by: hotline-center, then: { due: { handling: 2023-03-07 } } }
            """);

        var answer = Answer.To("scenario", story);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("expected 'handling' due 2023-03-07, but it is 2023-03-06", answer.Output, StringComparison.Ordinal);
        Assert.Contains("2023-03-04至2023-03-05", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_that_cannot_be_found_is_a_wrong_use()
    {
        Assert.Equal(2, Answer.To("scenario", "nowhere.yaml").ExitCode);
        Assert.Equal(2, Answer.To("scenario").ExitCode);
    }
}
