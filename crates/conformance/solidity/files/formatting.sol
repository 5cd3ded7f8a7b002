// SPDX-License-Identifier: MIT
// Code in an unusual layout means the same.
pragma solidity ^0.8.20;

contract
Test
{
function main(
)
external
pure
returns
(uint256,
uint256
)
{uint256 a=1;uint256 b=a
+
2;if(b==3)
return(
a,b
);else
return(0,0);}
}

//= deploy: ok
//= main(): ok 1, 3
