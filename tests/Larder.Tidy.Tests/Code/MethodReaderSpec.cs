using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class MethodReaderSpec
{
    [Fact]
    public void Every_kind_of_body_is_measured_and_a_promise_without_one_is_not()
    {
        var sizes = MethodReader.Read(new RepoFile("a.cs", """
            abstract class A
            {
                abstract void Promise();

                A()
                {
                }

                ~A() { }

                int Value
                {
                    get
                    {
                        return Local();
                        int Local() => 1;
                    }
                }

                int Twice() =>
                    2 * Value;

                public static A operator +(A left, A right) => left;
            }
            """));

        Assert.Equal(
            [
                new MethodSize("A", 3),
                new MethodSize("~A", 1),
                new MethodSize("get", 5),
                new MethodSize("Local", 1),
                new MethodSize("Twice", 2),
                new MethodSize("operator +", 1),
            ],
            sizes);
    }
}
