using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>account list --data DIR</c>, <c>account password ID --data DIR</c>: for the folder's owner, while nobody serves it.</summary>
internal static class AccountVerb
{
    public static Command Create() => new("account", "Shows who may sign in, and gives an account another password, while the folder is not served.") { List(), Password() };

    private static Command List()
    {
        var data = Options.Data();
        var command = new Command("list", "The accounts of the folder; at the first time makes those with which the city begins.") { data };
        command.SetAction(async (result, _) =>
        {
            await using var open = OpenOffice.Open(result.GetValue(data)!, "account list");
            open.BeginAccounts();
            foreach (var account in open.Office.Accounts.All)
            {
                var organ = open.Office.City.FindOrgan(account.Organ)?.Id ?? "";
                Console.Out.WriteLine($"{account.Id,-28}{account.Role.ToString().ToLowerInvariant(),-14}{organ,-28}{account.Name}{(account.Enabled ? "" : "  (disabled)")}");
            }

            return Shell.Done;
        });
        return command;
    }

    private static Command Password()
    {
        var data = Options.Data();
        var id = new Argument<string>("id") { Description = "The account." };
        var command = new Command("password", "Gives an account a new random password, and shows it once. Its sessions and tokens end.") { id, data };
        command.SetAction(async (result, _) =>
        {
            await using var open = OpenOffice.Open(result.GetValue(data)!, "account password");
            var password = PasswordRules.Random();
            if (open.Office.Accounts.ChangePassword(result.GetValue(id)!, password) is { } problem)
            {
                throw new UsageException($"{char.ToLowerInvariant(problem.Words.En[0])}{problem.Words.En[1..]}.", "See: xiezhi account list");
            }

            Console.Out.WriteLine(password);
            return Shell.Done;
        });
        return command;
    }
}
