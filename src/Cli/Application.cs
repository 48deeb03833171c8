using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SimdOptim.Cli.Commands;

namespace SimdOptim.Cli;

/// <summary>The program: turns arguments into an exit code.</summary>
internal static class Application
{
    /// <summary>Runs a command line; every error becomes one line on standard error.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellation">Ends a training after the current step, a gradient check before the next parameter.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        try
        {
            // An argument that begins with @ is an ordinary file name, not a file of arguments.
            ParserConfiguration syntax = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
            ParseResult parse = CreateRoot(terminal, cancellation).Parse(args, syntax);
            if (parse.Action is ParseErrorAction) throw new UsageException(ParseFault.Describe(parse));
            return parse.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception fault) when (fault is UsageException or InvalidDataException)
        {
            return Fail(terminal, fault.Message, ExitCode.BadInput);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, fault.Message, ExitCode.Failure);
        }
        catch (Exception fault)
        {
            return Fail(terminal, $"unexpected {fault.GetType().Name}: {fault.Message}", ExitCode.Failure);
        }
    }

    private static RootCommand CreateRoot(Terminal terminal, CancellationToken cancellation)
    {
        RootCommand root = new("Train small neural networks and see what they learn.")
        {
            new TrainCommand(terminal, cancellation),
            new PredictCommand(terminal, cancellation),
            new InspectCommand(terminal, cancellation),
            new CompareCommand(terminal, cancellation),
            new CheckGradientsCommand(terminal, cancellation),
            new ReproduceCommand(terminal, cancellation),
            new SoakCommand(terminal, cancellation),
        };
        root.Options.OfType<HelpOption>().Single().Action = new HelpPage(terminal.Width);
        return root;
    }

    private static int Fail(Terminal terminal, string message, int exitCode)
    {
        terminal.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
